/** What a partner's own system answers: signed with the secret of the host that the member's address names. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { LinkAnswer } from '#shared/domain/linkage.ts';
import { LINK_ANSWERS } from '#shared/domain/linkage.ts';
import type { World } from '#shared/domain/world.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import type { CommandAnswer } from '#shared/wire/seat.ts';
import { findHost, type WebhookHost } from './hosts.ts';
import { isSignedBy } from './signature.ts';

const answerSchema = z.strictObject({
  incidentId: z.string().min(1).max(80),
  groupId: z.string().min(1).max(80),
  memberId: z.string().min(1).max(80),
  state: z.enum(LINK_ANSWERS),
  reason: z.string().trim().max(300).default(''),
});
type Answered = z.output<typeof answerSchema>;

export interface WebhookAnswerParts {
  readonly world: Pick<World, 'linkage'>;
  readonly hosts: readonly WebhookHost[];
  readonly clock: Clock;
  /** Says it for that member. The same `commandId` again gets the first answer. */
  answer(commandId: string, said: Answered & { readonly state: LinkAnswer }): Promise<CommandAnswer>;
}

/** `body` as it came: the signature is over its bytes. Refuses with `unauthorised` or `badBody`, then as the command does. */
export function webhookAnswers({ world, hosts, clock, answer }: WebhookAnswerParts) {
  return async (body: string, signature: unknown): Promise<CommandAnswer> => {
    const parsed = answerSchema.safeParse(parsedJson(body));
    // Who has not signed is told nothing of what he wrote wrong.
    const member = parsed.success && memberOf(world, parsed.data);
    const host = member && member.channel.kind === 'webhook' ? findHost(hosts, member.channel.url) : undefined;
    const isKnown = host
      ? isSignedBy(host.secret, body, signature, clock())
      : hosts.some(({ secret }) => isSignedBy(secret, body, signature, clock()));
    if (!isKnown) return { ok: false, code: 'unauthorised', message: '签名缺失或无效' };
    if (!parsed.success) return { ok: false, code: 'badBody', message: describeIssue(parsed.error) };
    if (!host) return { ok: false, code: 'notYourGroup', message: '该接口不代表此联动单位' };
    return answer(`webhook:${createHash('sha256').update(body).digest('hex')}`, parsed.data);
  };
}

function memberOf({ linkage }: Pick<World, 'linkage'>, { groupId, memberId }: Answered) {
  return linkage.groups.get(groupId)?.members.find(({ id }) => id === memberId);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

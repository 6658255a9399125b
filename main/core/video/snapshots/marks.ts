/** A moment of a camera's picture that somebody noted: nothing is kept of it but the words, whose camera and when. */
import type { ExecuteContext, Steward } from '#main/core/desk/command.ts';
import { CHANNEL_COMMAND_BODIES, type ChannelEventBody, channelStream } from '#shared/domain/channelEvents.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { ok, refuse } from '#shared/kit/result.ts';
import { refuseFault } from '../faults.ts';
import type { ChannelRegistry } from '../registry/registry.ts';

export interface MarksParts {
  readonly registry: Pick<ChannelRegistry, 'get' | 'isListed'>;
  readonly clock: Clock;
  hasIncident(id: string): boolean;
}

/** `channel.mark`: refused with `unknownChannel`, `unknownIncident`, `consentWithdrawn`. */
export function markStewards({ registry, clock, hasIncident }: MarksParts): ExecuteContext['stewards'] {
  const mark: Steward = async (input) => {
    const body = CHANNEL_COMMAND_BODIES['channel.mark'].safeParse(input);
    if (!body.success) return refuse('badBody', describeIssue(body.error));
    const { channelId, shownAt, note, incidentId = null } = body.data;
    return ok(() => {
      const channel = registry.get(channelId);
      if (!channel) return refuse('unknownChannel', '没有这路视频');
      if (!registry.isListed(channel)) return refuseFault('consentWithdrawn');
      if (incidentId !== null && !hasIncident(incidentId)) return refuse('unknownIncident', '没有这起事件');
      // A window's clock may run ahead; nothing was seen after it was noted.
      const seenAt = Math.min(shownAt, clock());
      const marked: ChannelEventBody['channel.marked'] = {
        channelId,
        name: channel.name,
        shownAt: seenAt,
        note,
        incidentId,
      };
      return ok({ drafts: [{ stream: channelStream(channelId), kind: 'channel.marked', body: marked }] });
    });
  };
  return { 'channel.mark': mark };
}

/** Consent of owners of private cameras: what the journal says of it, and the two commands about it. */
import type { ExecuteContext } from '#main/core/desk/command.ts';
import { CHANNEL_COMMAND_BODIES, type ChannelEventBody, decideConsent } from '#shared/domain/channelEvents.ts';
import { nameOfActor, type StoredEvent } from '#shared/domain/event.ts';
import { describeIssue } from '#shared/kit/issue.ts';
import { ok, refuse } from '#shared/kit/result.ts';
import type { ConsentLine } from '#shared/wire/video.ts';
import type { ChannelRegistry } from '../registry/registry.ts';

export interface KeptConsent {
  readonly channelId: string;
  readonly isGiven: boolean;
  readonly at: number;
  readonly by: string;
  readonly reason: string;
}

const KINDS: ReadonlySet<string> = new Set(['channel.consentGiven', 'channel.consentWithdrawn']);

export class Consents {
  readonly #registry: ChannelRegistry;
  readonly #kept: Map<string, KeptConsent>;

  /** `kept` is what the journal says so far. */
  constructor(registry: ChannelRegistry, kept: readonly KeptConsent[]) {
    this.#registry = registry;
    this.#kept = new Map(kept.map((consent) => [consent.channelId, consent]));
    for (const { channelId, isGiven } of kept) if (isGiven) registry.setConsent(channelId, true);
  }

  /** The channel is listed, or gone, with the event. */
  onEvents(events: readonly StoredEvent[]): void {
    for (const { kind, body, at, actor } of events) {
      if (!KINDS.has(kind)) continue;
      const { channelId, reason } = body as ChannelEventBody['channel.consentGiven'];
      const isGiven = kind === 'channel.consentGiven';
      this.#kept.set(channelId, { channelId, isGiven, at, by: nameOfActor(actor), reason });
      this.#registry.setConsent(channelId, isGiven);
    }
  }

  /** Every private camera, listed or not. */
  lines(): ConsentLine[] {
    return [...this.#registry.all()]
      .filter(({ isPrivate }) => isPrivate)
      .map(({ id, name, owner }): ConsentLine => {
        const kept = this.#kept.get(id);
        const state = kept ? (kept.isGiven ? 'given' : 'withdrawn') : 'neverGiven';
        const { at = null, by = null, reason = null } = kept ?? {};
        return { channelId: id, name, owner, state, at, by, reason };
      })
      .sort((one, other) => (one.channelId < other.channelId ? -1 : 1));
  }

  readonly stewards: ExecuteContext['stewards'] = {
    'channel.giveConsent': (input) => this.#decide(input, true),
    'channel.withdrawConsent': (input) => this.#decide(input, false),
  };

  async #decide(input: unknown, gives: boolean) {
    const kind = gives ? 'channel.giveConsent' : 'channel.withdrawConsent';
    const body = CHANNEL_COMMAND_BODIES[kind].safeParse(input);
    if (!body.success) return refuse('badBody', describeIssue(body.error));
    const { channelId, reason } = body.data;
    return ok(() => {
      const isGiven = this.#kept.get(channelId)?.isGiven ?? false;
      const decided = decideConsent(this.#registry.get(channelId), isGiven, { gives, reason });
      return decided.ok ? ok({ drafts: decided.value }) : decided;
    });
  }
}

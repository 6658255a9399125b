/**
 * Tickets to streams: who may play what, until when, and that it is told. A ticket ends with its time, with the session of its
 * holder, with the consent of the owner, or when its holder gives it back.
 */
import { randomBytes } from 'node:crypto';
import type { MediaHost } from '#main/core/video/media/contract.ts';
import { hasPreRoll, mediaUrl } from '#main/core/video/media/ways.ts';
import type { Channel } from '#shared/domain/channel.ts';
import { type ChannelEventBody, channelStream } from '#shared/domain/channelEvents.ts';
import type { Actor, Draft } from '#shared/domain/event.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { type Disposable, DisposableStore, toDisposable } from '#shared/kit/disposable.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { OpenedStream, OpenRequest } from '#shared/wire/video.ts';
import { refuseFault } from '../faults.ts';
import type { ChannelConditions } from '../probe/conditions.ts';
import type { ChannelRegistry } from '../registry/registry.ts';
import { type EndedLook, Looks, type LookTime } from './looks.ts';
import { chooseOrder, ordersOf } from './orders.ts';

/** As long as a shift: a tile plays on until it is closed, and whoever may no more is cut off before that. */
const TICKET_MS = 8 * 3_600_000;
/** How often it is asked whether every holder still may (RELIABILITY S2: within a second). */
const LOOK_MS = 1_000;
const HEALTH_MS = 5_000;
/** Of one holder at once: more than the largest wall and the tiles being changed over; beyond it are those of pages that crashed. */
const MOST_OF_ONE = 128;

export interface Viewer {
  readonly actor: Actor;
  /** How its machine reaches this one: the host part of what it asked. */
  readonly host: string;
  /** Whether it may still watch, asked again and again. */
  mayStill(): boolean;
}

interface Ticket {
  readonly channelId: string;
  readonly streamId: string;
  readonly lookKey: string;
  readonly viewer: Viewer;
  readonly expiresAt: number;
}

export interface CameraOutages {
  isCameraGone(channelId: string): boolean;
  onChange(listener: () => void): Disposable;
}

export interface StreamsParts {
  readonly registry: ChannelRegistry;
  readonly conditions: ChannelConditions;
  readonly media: MediaHost;
  /** Where this machine itself finds what it serves. */
  readonly mediaHost: string;
  /** Of the world outside: a ticket and its holder go by no drill's time. */
  readonly clock: Clock;
  /** Of the journal: when a look ended. */
  readonly journalClock: Clock;
  /** Cameras that a drill has taken away. */
  readonly outages: CameraOutages;
  /** Seconds before a look are kept (`video.preRoll`). */
  readonly keepsPast: boolean;
  hasIncident(id: string): boolean;
  /** Resolves when it is on disk: nobody sees a picture before it is told that he looked. */
  record(drafts: readonly Draft[], actor: Actor): Promise<void>;
}

export class Streams implements Disposable {
  readonly #parts: StreamsParts;
  readonly #tickets = new Map<string, Ticket>();
  readonly #looks = new Looks();
  readonly #store = new DisposableStore();
  #lookedAt = 0;
  #healthAt = 0;

  constructor(parts: StreamsParts) {
    this.#parts = parts;
    this.#store.add(parts.registry.onChange((gone) => this.#endThose(({ channelId }) => gone.includes(channelId))));
    const { outages } = parts;
    this.#store.add(outages.onChange(() => this.#endThose(({ channelId }) => outages.isCameraGone(channelId))));
    this.#store.add(toDisposable(() => this.#endThose(() => true)));
  }

  /** Refused with `unknownChannel`, `unknownIncident`, or a `ChannelFault`. */
  async open(channelId: string, { grade, reason }: OpenRequest, viewer: Viewer): Promise<Result<OpenedStream>> {
    const { registry, media, clock, outages, keepsPast, hasIncident, record } = this.#parts;
    const channel = registry.get(channelId);
    if (!channel) return refuse('unknownChannel', '没有这路视频');
    if (!registry.isListed(channel)) return refuseFault('consentWithdrawn');
    if (outages.isCameraGone(channelId)) return refuseFault('unreachable');
    if (reason.kind === 'incident' && !hasIncident(reason.incidentId)) return refuse('unknownIncident', '没有这起事件');
    const order = chooseOrder(ordersOf(channel, grade), media.health());
    if (!order) return refuseFault('noSource');
    const now = clock();
    const look = this.#looks.begin(viewer.actor, channel, reason, this.#moment());
    if (look.isTold) {
      const body: ChannelEventBody['channel.watched'] = { channelId, name: channel.name, grade, reason };
      const began = { stream: channelStream(channelId), kind: 'channel.watched', body };
      await record([...(look.ended ? [leftDraft(look.ended)] : []), began], viewer.actor);
    }
    // Consent may have been withdrawn while the disk was writing.
    if (!this.#isWatchable(channel) || !viewer.mayStill()) return refuseFault('consentWithdrawn');
    const ticket = randomBytes(24).toString('base64url');
    const expiresAt = now + TICKET_MS;
    const admitted = media.admit(ticket, order, expiresAt);
    if (!admitted.ok) return admitted;
    const port = media.port();
    this.#endOldestOf(viewer);
    this.#looks.hold(look.key);
    this.#tickets.set(ticket, { channelId, streamId: order.streamId, lookKey: look.key, viewer, expiresAt });
    const ways = admitted.value.flatMap((protocol): OpenedStream['ways'] => {
      if (protocol === 'whep') return [{ protocol, url: `/api/video/whep/${ticket}` }];
      return port === null ? [] : [{ protocol, url: mediaUrl(protocol, viewer.host, port, ticket) }];
    });
    const { protocol } = order.source;
    const past =
      port !== null && keepsPast && hasPreRoll(protocol) ? mediaUrl('preRoll', viewer.host, port, ticket) : null;
    return ok({ ticket, grade: order.source.grade, expiresAt, ways, preRollUrl: past });
  }

  /** The holder's SDP offer; refused with `unknownTicket` or a `ChannelFault`. */
  async offer(ticket: string, actorId: string, sdp: string): Promise<Result<string>> {
    if (!this.#isHeldBy(ticket, actorId)) return refuse('unknownTicket', '播放凭据无效或已到期，请重新打开');
    return this.#parts.media.offer(ticket, sdp);
  }

  /** Where the pictures of a ticket that still holds are fetched from; null: of none that does, or the process is down. */
  mediaAddressOf(ticket: string): { readonly host: string; readonly port: number } | null {
    const { media, mediaHost, clock } = this.#parts;
    const held = this.#tickets.get(ticket);
    const port = held !== undefined && held.expiresAt > clock() ? media.port() : null;
    return port === null ? null : { host: mediaHost, port };
  }

  /** True when it was somebody's and that somebody asked. */
  end(ticket: string, actorId: string): boolean {
    if (!this.#isHeldBy(ticket, actorId)) return false;
    this.#drop(ticket);
    return true;
  }

  tick(): void {
    const now = this.#parts.clock();
    if (Math.abs(now - this.#lookedAt) >= LOOK_MS) {
      this.#lookedAt = now;
      this.#endThose(({ expiresAt, viewer }) => expiresAt <= now || !viewer.mayStill());
      for (const ended of this.#looks.endOld(now)) void this.#parts.record([leftDraft(ended)], ended.actor);
    }
    if (Math.abs(now - this.#healthAt) >= HEALTH_MS) {
      this.#healthAt = now;
      this.#noteHealth();
    }
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** What watching shows is worth as much as a probe. */
  #noteHealth(): void {
    const { media, conditions, registry } = this.#parts;
    for (const { streamId, state, fault, viewers } of media.health()) {
      const [channelId = ''] = streamId.split('/');
      if (viewers === 0 || !registry.get(channelId)) continue;
      if (state === 'live') conditions.note(channelId, null);
      else if (fault !== null) conditions.note(channelId, fault);
    }
  }

  #isWatchable({ id }: Channel): boolean {
    const channel = this.#parts.registry.get(id);
    return channel !== undefined && this.#parts.registry.isListed(channel);
  }

  #isHeldBy(ticket: string, actorId: string): boolean {
    const held = this.#tickets.get(ticket);
    return held !== undefined && held.viewer.actor.id === actorId && held.expiresAt > this.#parts.clock();
  }

  /** Oldest first, as they stand in the map. */
  #endOldestOf({ actor }: Viewer): void {
    const held = [...this.#tickets].filter(([, { viewer }]) => viewer.actor.id === actor.id);
    for (const [ticket] of held.slice(0, Math.max(0, held.length + 1 - MOST_OF_ONE))) this.#drop(ticket);
  }

  #endThose(isOver: (ticket: Ticket) => boolean): void {
    for (const [ticket, held] of this.#tickets) if (isOver(held)) this.#drop(ticket);
  }

  #drop(ticket: string): void {
    const held = this.#tickets.get(ticket);
    if (held) this.#looks.letGo(held.lookKey, this.#moment());
    this.#tickets.delete(ticket);
    this.#parts.media.end(ticket);
  }

  #moment(): LookTime {
    const { clock, journalClock } = this.#parts;
    return { outside: clock(), journal: journalClock() };
  }
}

function leftDraft({ channelId, name, reason, untilAt }: EndedLook): Draft {
  const body: ChannelEventBody['channel.left'] = { channelId, name, reason, untilAt };
  return { stream: channelStream(channelId), kind: 'channel.left', body };
}

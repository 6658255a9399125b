/**
 * Looks at every channel now and then, politely: so many at once, a pause between two questions to one host, and the ones that
 * were never looked at first. Started by the tick and by nothing else; time is handed in.
 */
import type { MediaHost } from '#main/core/video/media/contract.ts';
import { CHANNEL_FAULTS, type Channel } from '#shared/domain/channel.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { urlPartsOf } from '#shared/kit/urlParts.ts';
import type { VideoConfig } from '#shared/wire/videoConfig.ts';
import { ordersOf } from '../open/orders.ts';
import type { ChannelRegistry } from '../registry/registry.ts';
import type { ChannelConditions } from './conditions.ts';

const PROBE_LIMIT_MS = 8_000;
/** Who is due is looked up so often: 25,000 are not sorted every tick. */
const LIST_EVERY_MS = 30_000;

export interface ProberParts {
  readonly registry: ChannelRegistry;
  readonly conditions: ChannelConditions;
  readonly media: Pick<MediaHost, 'probe' | 'port'>;
  readonly clock: Clock;
  readonly pace: VideoConfig['probe'];
}

interface Due {
  readonly channel: Channel;
  /** Worked out once: a recorder with thousands of channels is asked about them for hours. */
  readonly host: string | null;
}

export class Prober {
  readonly #parts: ProberParts;
  /** Those that are due, the first to be asked last. */
  #due: Due[] = [];
  #listedAt = Number.NEGATIVE_INFINITY;
  #running = 0;
  readonly #askedAt = new Map<string, number>();

  constructor(parts: ProberParts) {
    this.#parts = parts;
  }

  /** Starts what may be started now; resolves when that much is known. */
  async tick(): Promise<void> {
    const { pace, media, clock } = this.#parts;
    if (pace.everyMinutes === 0 || media.port() === null) return;
    const now = clock();
    if (Math.abs(now - this.#listedAt) >= LIST_EVERY_MS) this.#list(now);
    const started: Promise<void>[] = [];
    const waiting: Due[] = [];
    while (this.#running < pace.atOnce && this.#due.length > 0) {
      const next = this.#due.pop()!;
      const { channel, host } = next;
      const askedAt = host === null ? undefined : this.#askedAt.get(host);
      if (askedAt !== undefined && Math.abs(now - askedAt) < pace.hostSpacingSeconds * 1_000) {
        waiting.push(next);
        continue;
      }
      if (host !== null) this.#askedAt.set(host, now);
      started.push(this.#probe(channel));
    }
    for (const one of waiting.reverse()) this.#due.push(one);
    await Promise.all(started);
  }

  #list(now: number): void {
    const { registry, conditions, pace } = this.#parts;
    this.#listedAt = now;
    const since = now - pace.everyMinutes * 60_000;
    const at = ({ id }: Channel) => conditions.checkedAt(id) ?? Number.NEGATIVE_INFINITY;
    this.#due = registry
      .listed()
      .filter((channel) => channel.sources.length > 0 && !(at(channel) > since && at(channel) <= now))
      .sort((one, other) => at(other) - at(one) || (one.id < other.id ? 1 : -1))
      .map((channel) => ({ channel, host: hostOf(channel) }));
    for (const [host, askedAt] of this.#askedAt)
      if (Math.abs(now - askedAt) > LIST_EVERY_MS) this.#askedAt.delete(host);
  }

  async #probe(channel: Channel): Promise<void> {
    const { media, conditions, registry } = this.#parts;
    // The sub stream is what tiles show, and the cheaper one to ask for.
    const [order] = ordersOf(channel, 'sub');
    if (!order) return;
    this.#running += 1;
    try {
      const report = await media.probe(order, PROBE_LIMIT_MS);
      // It may be gone, or no longer anybody's to know of, since it was asked.
      if (!registry.get(channel.id)) return;
      const fault = report.ok ? null : CHANNEL_FAULTS.find((known) => known === report.failure.code);
      // Our own process being down says nothing about a camera.
      if (fault !== undefined && fault !== 'serverDown') conditions.note(channel.id, fault);
    } finally {
      this.#running -= 1;
    }
  }
}

/** Files are of this machine: nobody is bothered. */
function hostOf({ sources }: Channel): string | null {
  const source = sources.find(({ grade }) => grade === 'sub') ?? sources[0];
  return source ? (urlPartsOf(source.url)?.host ?? null) : null;
}

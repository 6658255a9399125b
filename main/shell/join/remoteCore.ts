/**
 * The core of a joined machine: somebody else's, over the LAN. Hears its pulse, which alarms sound by, and says where it
 * stands. Hangs on no window. What a supervisor does for a core of one's own this does without being able to restart it.
 */
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { Clock } from '#shared/kit/clock.ts';
import type { CoreWhereabouts } from '#shared/wire/bridge.ts';
import { PULSE_PATH } from '#shared/wire/machines.ts';
import { SEAT_SILENCE_MS } from '#shared/wire/seat.ts';
import { lineReader } from '../core/coreChild.ts';
import { showHostAddress, urlOfHost } from './hostAddress.ts';
import { HostChangedError, type PinnedHost } from './pinnedHost.ts';

const pulseSchema = z.object({
  kind: z.literal('pulse'),
  seq: z.number(),
  realm: z.enum(['live', 'drill']),
  packId: z.string(),
  unanswered: z.array(
    z.object({
      incidentId: z.string(),
      level: z.number(),
      isSilent: z.boolean(),
      since: z.number(),
      step: z.number().int().min(0).default(0),
      note: z.string().default(''),
    }),
  ),
  reportAt: z.number().nullable().default(null),
});
export type HostPulse = z.infer<typeof pulseSchema>;

export interface RemoteCoreOptions {
  readonly host: PinnedHost;
  readonly token: string;
  /** Monotonic milliseconds. */
  readonly now: Clock;
  readonly onWhereabouts: (core: CoreWhereabouts) => void;
  readonly onPulse: (pulse: HostPulse) => void;
  /** The host is there, for the first time or again. */
  readonly onReached: () => void;
}

const FIRST_RETRY_MS = 300;
const LONGEST_RETRY_MS = 2_000;
/** A host that has said no is asked again, but not at once. */
const REFUSED_RETRY_MS = 5_000;
const LOOK_MS = 500;

export class RemoteCore {
  readonly #options: RemoteCoreOptions;
  readonly #url: string;
  #whereabouts: CoreWhereabouts;
  #stream: IncomingMessage | null = null;
  #heardAt = 0;
  #retryMs = FIRST_RETRY_MS;
  #retry: NodeJS.Timeout | null = null;
  #look: NodeJS.Timeout | null = null;
  #isOver = false;

  constructor(options: RemoteCoreOptions) {
    this.#options = options;
    this.#url = urlOfHost(options.host.address);
    // The address is known from the start: the window need not wait for this part to have got through.
    this.#whereabouts = { state: 'starting', url: this.#url, reason: null };
  }

  get whereabouts(): CoreWhereabouts {
    return this.#whereabouts;
  }

  start(): void {
    this.#look = setInterval(() => this.#lookForSilence(), LOOK_MS);
    void this.#listen();
  }

  stop(): void {
    this.#isOver = true;
    if (this.#retry) clearTimeout(this.#retry);
    if (this.#look) clearInterval(this.#look);
    this.#stream?.destroy();
    this.#options.host.close();
  }

  async #listen(): Promise<void> {
    try {
      const { host, token } = this.#options;
      const stream = await host.ask(PULSE_PATH, { token, quietMs: SEAT_SILENCE_MS });
      if (stream.statusCode === 200 && !this.#isOver) this.#follow(stream);
      else {
        stream.destroy();
        this.#refused(stream.statusCode ?? 0);
      }
    } catch (error) {
      this.#lost(error as Error);
    }
  }

  #follow(stream: IncomingMessage): void {
    this.#stream = stream;
    this.#heardAt = this.#options.now();
    this.#retryMs = FIRST_RETRY_MS;
    const read = lineReader((line) => this.#hear(line));
    stream.on('data', read);
    stream.on('error', () => undefined);
    stream.once('close', () => {
      if (this.#stream !== stream) return;
      this.#stream = null;
      this.#lost(new Error('closed'));
    });
    this.#options.onReached();
    this.#publish('running', null);
  }

  #hear(line: string): void {
    let message: unknown;
    try {
      message = JSON.parse(line);
    } catch {
      return;
    }
    const pulse = pulseSchema.safeParse(message);
    if (!pulse.success) return;
    this.#heardAt = this.#options.now();
    this.#options.onPulse(pulse.data);
  }

  #lookForSilence(): void {
    if (this.#stream === null || this.#options.now() - this.#heardAt < SEAT_SILENCE_MS) return;
    this.#stream.destroy();
  }

  #lost(error: Error): void {
    if (this.#isOver) return;
    if (error instanceof HostChangedError) {
      this.#publish('failed', HOST_CHANGED);
      this.#again(REFUSED_RETRY_MS);
      return;
    }
    const address = showHostAddress(this.#options.host.address);
    this.#publish('restarting', {
      zh: `主机 ${address} 没有应答，正在重新连接`,
      en: `The host ${address} does not answer; trying again`,
    });
    this.#again(this.#retryMs);
    this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
  }

  #refused(status: number): void {
    if (this.#isOver) return;
    if (status === 401 || status === 403) this.#publish('failed', REVOKED);
    else
      this.#publish('failed', { zh: `主机拒绝了本机（${status}）`, en: `The host refused this machine (${status})` });
    this.#again(REFUSED_RETRY_MS);
  }

  #again(afterMs: number): void {
    if (!this.#isOver) this.#retry = setTimeout(() => void this.#listen(), afterMs);
  }

  #publish(state: CoreWhereabouts['state'], reason: Bilingual | null): void {
    const { state: before, reason: reasonBefore } = this.#whereabouts;
    if (state === before && reason?.zh === reasonBefore?.zh) return;
    this.#whereabouts = { state, url: this.#url, reason };
    this.#options.onWhereabouts(this.#whereabouts);
  }
}

const HOST_CHANGED: Bilingual = {
  zh: '主机身份已改变：证书与加入时核对的不同，可能有人冒充主机。本机不向它发送任何内容；请向主机管理员核对指纹后重新加入',
  en: 'The host’s identity has changed: its certificate is not the one compared at joining, and somebody may be posing as it. Nothing is sent to it. Compare the fingerprint with the host’s administrator, then join again',
};

const REVOKED: Bilingual = {
  zh: '主机已撤销本机的席位；如需继续使用，请向主机管理员索取加入码重新加入',
  en: 'The host has revoked this machine’s seat; ask its administrator for a join code to join again',
};

import type { AlarmQuality } from '#shared/domain/alarmFigures.ts';
import type { ReplayEvents, ReplayFormat, ReplayOverview, ReplayPositions, ReplayWorld } from '#shared/wire/replay.ts';
import type { SeatClient } from '../seatClient.ts';

/** Epoch ms, both ends included. */
export interface ReplaySpan {
  readonly fromAt: number;
  readonly toAt: number;
}

export type Moment = { readonly at: number } | { readonly seq: number };

/** `unreachable`: the core is not there or did not answer in time. */
export type ReplayFault = { readonly code: string; readonly message: string };
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly fault: ReplayFault };

const ANSWER_WITHIN_MS = 30_000;
const FILE_WITHIN_MS = 600_000;

/** Asks the core for the past (shared/wire/replay.ts). */
export class ReplayApi {
  readonly #client: Pick<SeatClient, 'door'>;

  constructor(client: Pick<SeatClient, 'door'>) {
    this.#client = client;
  }

  world(moment: Moment): Promise<Answer<ReplayWorld>> {
    return this.#json('world', moment);
  }

  events(after: number, until: number): Promise<Answer<ReplayEvents>> {
    return this.#json('events', { after, until });
  }

  positions({ fromAt, toAt }: ReplaySpan, every: number): Promise<Answer<ReplayPositions>> {
    return this.#json('positions', { from: fromAt, to: toAt, every });
  }

  overview({ fromAt, toAt }: ReplaySpan): Promise<Answer<ReplayOverview>> {
    return this.#json('overview', { from: fromAt, to: toAt });
  }

  alarmQuality({ fromAt, toAt }: ReplaySpan): Promise<Answer<AlarmQuality>> {
    return this.#json('alarm-quality', { from: fromAt, to: toAt });
  }

  file({ fromAt, toAt }: ReplaySpan, format: ReplayFormat): Promise<Answer<Blob>> {
    return this.#ask('export', { from: fromAt, to: toAt, format }, FILE_WITHIN_MS, (response) => response.blob());
  }

  #json<Value>(path: string, query: object): Promise<Answer<Value>> {
    return this.#ask(path, query, ANSWER_WITHIN_MS, async (response) => (await response.json()) as Value);
  }

  async #ask<Value>(
    path: string,
    query: object,
    withinMs: number,
    read: (response: Response) => Promise<Value>,
  ): Promise<Answer<Value>> {
    const { door } = this.#client;
    if (!door) return UNREACHABLE;
    const url = new URL(`/api/replay/${path}`, door.url);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
    try {
      const response = await fetch(url, {
        headers: { authorization: `Bearer ${door.token}` },
        signal: AbortSignal.timeout(withinMs),
      });
      if (response.ok) return { ok: true, value: await read(response) };
      const { code = String(response.status), message = '' } = (await response.json()) as Partial<ReplayFault>;
      return { ok: false, fault: { code, message } };
    } catch {
      return UNREACHABLE;
    }
  }
}

const UNREACHABLE = { ok: false, fault: { code: 'unreachable', message: '' } } as const;

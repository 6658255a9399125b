import type { AlarmQuality } from '#shared/domain/alarmFigures.ts';
import type { ReplayEvents, ReplayFormat, ReplayOverview, ReplayPositions, ReplayWorld } from '#shared/wire/replay.ts';
import { asJson, askCore, type CoreAnswer } from '../askCore.ts';
import type { SeatClient } from '../seatClient.ts';

/** Epoch ms, both ends included. */
export interface ReplaySpan {
  readonly fromAt: number;
  readonly toAt: number;
}

export type Moment = { readonly at: number } | { readonly seq: number };

const ANSWER_WITHIN_MS = 30_000;
const FILE_WITHIN_MS = 600_000;

/** Asks the core for the past (shared/wire/replay.ts). */
export class ReplayApi {
  readonly #client: Pick<SeatClient, 'door'>;

  constructor(client: Pick<SeatClient, 'door'>) {
    this.#client = client;
  }

  world(moment: Moment): Promise<CoreAnswer<ReplayWorld>> {
    return this.#json('world', moment);
  }

  events(after: number, until: number): Promise<CoreAnswer<ReplayEvents>> {
    return this.#json('events', { after, until });
  }

  positions({ fromAt, toAt }: ReplaySpan, every: number): Promise<CoreAnswer<ReplayPositions>> {
    return this.#json('positions', { from: fromAt, to: toAt, every });
  }

  overview({ fromAt, toAt }: ReplaySpan): Promise<CoreAnswer<ReplayOverview>> {
    return this.#json('overview', { from: fromAt, to: toAt });
  }

  alarmQuality({ fromAt, toAt }: ReplaySpan): Promise<CoreAnswer<AlarmQuality>> {
    return this.#json('alarm-quality', { from: fromAt, to: toAt });
  }

  file({ fromAt, toAt }: ReplaySpan, format: ReplayFormat): Promise<CoreAnswer<Blob>> {
    return this.#ask('export', { from: fromAt, to: toAt, format }, FILE_WITHIN_MS, (response) => response.blob());
  }

  #json<Value>(path: string, query: object): Promise<CoreAnswer<Value>> {
    return this.#ask(path, query, ANSWER_WITHIN_MS, asJson<Value>);
  }

  #ask<Value>(
    path: string,
    query: object,
    withinMs: number,
    read: (response: Response) => Promise<Value>,
  ): Promise<CoreAnswer<Value>> {
    const asked = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) asked.set(name, String(value));
    return askCore(this.#client.door, `/api/replay/${path}?${asked}`, read, { withinMs });
  }
}

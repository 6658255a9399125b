/** What the core keeps of shifts beside the world: the log, pages to print, files. Null when nobody answered. */
import type { DutyLogAnswer, DutyLogCategory } from '#shared/domain/dutyLog.ts';
import type { Language } from '#shared/text/language.ts';
import type { ReadPacket } from '#shared/wire/handOver.ts';
import { asJson, askCore, type CoreAnswer, orNull } from './askCore.ts';
import type { SeatClient } from './seatClient.ts';

type Door = Pick<SeatClient, 'door'>;

const PATIENCE = { withinMs: 20_000 };

export interface LogWish {
  readonly fromAt: number;
  readonly untilAt: number;
  readonly categories: readonly DutyLogCategory[];
  readonly query: string;
  readonly after: number;
}

export async function readDutyLog({ door }: Door, wish: LogWish): Promise<DutyLogAnswer | null> {
  const { fromAt, untilAt, categories, query, after } = wish;
  const asked = new URLSearchParams({ from: String(fromAt), until: String(untilAt), q: query, after: String(after) });
  if (categories.length > 0) asked.set('categories', categories.join(','));
  return orNull(await askCore(door, `/api/duty-log?${asked}`, asJson<DutyLogAnswer>, PATIENCE));
}

/** The log of a shift, or a hand-over, as a whole document. */
export async function readShiftPage(
  { door }: Door,
  kind: 'shifts' | 'hand-overs',
  id: string,
  language: Language,
): Promise<string | null> {
  const path = `/api/${kind}/${encodeURIComponent(id)}/page?lang=${language}`;
  return orNull(await askCore(door, path, (response) => response.text(), PATIENCE));
}

export async function readHandOverFile({ door }: Door, id: string): Promise<{ name: string; content: Blob } | null> {
  const read = async (response: Response) => {
    const [, name] = response.headers.get('content-disposition')?.match(/''(.+)$/) ?? [];
    return { name: name ? decodeURIComponent(name) : 'shift.pingan-handover', content: await response.blob() };
  };
  return orNull(await askCore(door, `/api/hand-overs/${encodeURIComponent(id)}/file`, read, PATIENCE));
}

export async function readOwnFingerprint({ door }: Door): Promise<string | null> {
  return orNull(await askCore(door, '/api/shifts', asJson<{ fingerprint: string }>, PATIENCE))?.fingerprint ?? null;
}

export async function lookAtHandOverFile({ door }: Door, file: Blob): Promise<CoreAnswer<ReadPacket>> {
  return askCore(door, '/api/hand-overs/files', asJson<ReadPacket>, { method: 'POST', file, ...PATIENCE });
}

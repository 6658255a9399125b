/** What the core keeps of shifts beside the world: the log, pages to print, files. Null or `unreachable` when nobody answered. */
import type { DutyLogAnswer, DutyLogCategory } from '#shared/domain/dutyLog.ts';
import type { Language } from '#shared/text/language.ts';
import type { ReadPacket } from '#shared/wire/handOver.ts';
import type { SeatClient } from './seatClient.ts';

type Door = Pick<SeatClient, 'door'>;

const ANSWER_WITHIN_MS = 20_000;

async function ask({ door }: Door, path: string, init: RequestInit = {}): Promise<Response | null> {
  if (!door) return null;
  try {
    return await fetch(new URL(path, door.url), {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${door.token}` },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
  } catch {
    return null;
  }
}

export interface LogWish {
  readonly fromAt: number;
  readonly untilAt: number;
  readonly categories: readonly DutyLogCategory[];
  readonly query: string;
  readonly after: number;
}

export async function readDutyLog(client: Door, wish: LogWish): Promise<DutyLogAnswer | null> {
  const { fromAt, untilAt, categories, query, after } = wish;
  const asked = new URLSearchParams({ from: String(fromAt), until: String(untilAt), q: query, after: String(after) });
  if (categories.length > 0) asked.set('categories', categories.join(','));
  const response = await ask(client, `/api/duty-log?${asked}`);
  return response?.ok ? ((await response.json()) as DutyLogAnswer) : null;
}

/** The log of a shift, or a hand-over, as a whole document. */
export async function readShiftPage(
  client: Door,
  kind: 'shifts' | 'hand-overs',
  id: string,
  language: Language,
): Promise<string | null> {
  const response = await ask(client, `/api/${kind}/${encodeURIComponent(id)}/page?lang=${language}`);
  return response?.ok ? response.text() : null;
}

export async function readHandOverFile(client: Door, id: string): Promise<{ name: string; content: Blob } | null> {
  const response = await ask(client, `/api/hand-overs/${encodeURIComponent(id)}/file`);
  if (!response?.ok) return null;
  const [, name] = response.headers.get('content-disposition')?.match(/''(.+)$/) ?? [];
  return { name: name ? decodeURIComponent(name) : 'shift.pingan-handover', content: await response.blob() };
}

export async function readOwnFingerprint(client: Door): Promise<string | null> {
  const response = await ask(client, '/api/shifts');
  return response?.ok ? ((await response.json()) as { fingerprint: string }).fingerprint : null;
}

export type LookAnswer =
  | ({ readonly state: 'ready' } & ReadPacket)
  | { readonly state: 'refused'; readonly code: string; readonly message: string }
  | { readonly state: 'unreachable' };

export async function lookAtHandOverFile(client: Door, file: Blob): Promise<LookAnswer> {
  const headers = { 'content-type': 'application/octet-stream' };
  const response = await ask(client, '/api/hand-overs/files', { method: 'POST', headers, body: file });
  if (!response) return { state: 'unreachable' };
  const answer = (await response.json()) as Partial<ReadPacket> & { code?: string; message?: string };
  const { fileHash, fingerprint, packet, code = String(response.status), message = '' } = answer;
  if (!fileHash || !fingerprint || !packet) return { state: 'refused', code, message };
  return { state: 'ready', fileHash, fingerprint, packet };
}

/** Cameras as the core keeps them: lists, the nearest that can see a place, and leave to play one. */
import { CHANNEL_FAULTS, type ChannelFault, type StreamGrade } from '#shared/domain/channel.ts';
import { fail, ok, type Result } from '#shared/kit/result.ts';
import {
  type ChannelList,
  channelListSchema,
  type OpenedStream,
  type OpenRequest,
  openedStreamSchema,
  type SightedChannel,
  sightedChannelSchema,
} from '#shared/wire/video.ts';
import type { DeskSource } from './deskSource.ts';

type Door = Pick<DeskSource, 'door'>;

const ANSWER_WITHIN_MS = 10_000;

export interface ChannelWish {
  /** Matches id, name, place and pinyin initials; empty: all. */
  readonly query: string;
  /** Nearest first to this place; null: in the order of the list. */
  readonly near: { readonly lon: number; readonly lat: number } | null;
  readonly ids?: readonly string[];
  readonly limit: number;
}

/** Null when nobody answered. */
export async function findChannels(client: Door, wish: ChannelWish, signal?: AbortSignal): Promise<ChannelList | null> {
  const asked = new URLSearchParams({ q: wish.query, limit: String(wish.limit) });
  if (wish.near) asked.set('near', `${wish.near.lon},${wish.near.lat}`);
  if (wish.ids) asked.set('ids', wish.ids.join(','));
  const answer = await ask(client, `/api/video/channels?${asked}`, signal ? { signal } : {});
  return answer?.ok ? channelListSchema.parse(await answer.json()) : null;
}

/** Best first; null when nobody answered. */
export async function channelsInSight(
  client: Door,
  place: { readonly lon: number; readonly lat: number },
  limit: number,
): Promise<readonly SightedChannel[] | null> {
  const asked = new URLSearchParams({ lon: String(place.lon), lat: String(place.lat), limit: String(limit) });
  const answer = await ask(client, `/api/video/nearest?${asked}`);
  return answer?.ok ? sightedChannelSchema.array().parse(await answer.json()) : null;
}

/** Written into the journal: who looked at which camera, and why. */
export async function openStream(
  client: Door,
  channelId: string,
  grade: StreamGrade,
  reason: OpenRequest['reason'],
  signal: AbortSignal,
): Promise<Result<OpenedStream, ChannelFault>> {
  const answer = await ask(client, `/api/video/channels/${encodeURIComponent(channelId)}/open`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ grade, reason } satisfies OpenRequest),
    signal,
  });
  if (!answer) return fail('serverDown');
  if (answer.ok) return ok(openedStreamSchema.parse(await answer.json()));
  const { code } = (await answer.json().catch(() => ({}))) as { code?: string };
  const fault = CHANNEL_FAULTS.find((known) => known === code);
  return fail(fault ?? (answer.status === 401 || answer.status === 403 ? 'notAllowed' : 'serverDown'));
}

async function ask({ door }: Door, path: string, init: RequestInit = {}): Promise<Response | null> {
  if (!door) return null;
  const ending = new AbortController();
  const end = () => ending.abort();
  const limit = setTimeout(end, ANSWER_WITHIN_MS);
  init.signal?.addEventListener('abort', end);
  try {
    const headers = { ...init.headers, authorization: `Bearer ${door.token}` };
    return await fetch(new URL(path, door.url), { ...init, headers, signal: ending.signal });
  } catch {
    return null;
  } finally {
    clearTimeout(limit);
    init.signal?.removeEventListener('abort', end);
  }
}

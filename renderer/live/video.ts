/** Cameras as the core keeps them: lists, the nearest that can see a place, and leave to play one. */
import { CHANNEL_FAULTS, type ChannelFault, type StreamGrade } from '#shared/domain/channel.ts';
import { fail, type Result } from '#shared/kit/result.ts';
import {
  type ChannelList,
  channelListSchema,
  type OpenedStream,
  type OpenRequest,
  openedStreamSchema,
  type SightedChannel,
  type SnapshotAnswer,
  type SnapshotQuery,
  sightedChannelSchema,
  type VideoPlans,
} from '#shared/wire/video.ts';
import { asJson, askCore, type CoreAnswer, orNull } from './askCore.ts';
import type { DeskSource } from './deskSource.ts';

type Door = Pick<DeskSource, 'door'>;

export interface ChannelWish {
  /** Matches id, name, place and pinyin initials; empty: all. */
  readonly query: string;
  /** Nearest first to this place; null: in the order of the list. */
  readonly near: { readonly lon: number; readonly lat: number } | null;
  readonly ids?: readonly string[];
  /** Code of an area they stand in. */
  readonly area?: string;
  readonly limit: number;
}

/** Null when nobody answered. */
export async function findChannels(
  { door }: Door,
  wish: ChannelWish,
  signal?: AbortSignal,
): Promise<ChannelList | null> {
  const asked = new URLSearchParams({ q: wish.query, limit: String(wish.limit) });
  if (wish.near) asked.set('near', `${wish.near.lon},${wish.near.lat}`);
  if (wish.area !== undefined) asked.set('area', wish.area);
  if (wish.ids) asked.set('ids', wish.ids.join(','));
  const read = async (response: Response) => channelListSchema.parse(await response.json());
  return orNull(await askCore(door, `/api/video/channels?${asked}`, read, signal ? { signal } : {}));
}

/** Best first; null when nobody answered. */
async function channelsInSight(
  { door }: Door,
  place: { readonly lon: number; readonly lat: number },
  limit: number,
): Promise<readonly SightedChannel[] | null> {
  const asked = new URLSearchParams({ lon: String(place.lon), lat: String(place.lat), limit: String(limit) });
  const read = async (response: Response) => sightedChannelSchema.array().parse(await response.json());
  return orNull(await askCore(door, `/api/video/nearest?${asked}`, read));
}

/** As many as one question answers: at some sites most cameras on the map have no picture to give. */
const EYES_ASKED = 20;

/**
 * The best for a place that have a picture to give, best first; those beyond their range only where there is no other, or no farther
 * than `aroundM`: they show the ways there and away from it. Null when nobody answered.
 */
export async function eyesOn(
  desk: Door,
  place: { readonly lon: number; readonly lat: number },
  most: number,
  aroundM = 0,
): Promise<readonly SightedChannel[] | null> {
  const found = await channelsInSight(desk, place, EYES_ASKED);
  const playable = found?.filter(({ channel }) => channel.grades.length > 0);
  const near = playable?.filter(({ isBeyondRange, distanceM }) => !isBeyondRange || distanceM <= aroundM);
  return (near?.length ? near : playable)?.slice(0, most) ?? null;
}

/** Written into the journal: who looked at which camera, and why. */
export async function openStream(
  { door }: Door,
  channelId: string,
  grade: StreamGrade,
  reason: OpenRequest['reason'],
): Promise<Result<OpenedStream, ChannelFault>> {
  const read = async (response: Response) => openedStreamSchema.parse(await response.json());
  const path = `/api/video/channels/${encodeURIComponent(channelId)}/open`;
  const json = { grade, reason } satisfies OpenRequest;
  const answer = await askCore(door, path, read, { method: 'POST', json });
  if (answer.ok) return answer;
  const { code, status } = answer.failure;
  const fault = CHANNEL_FAULTS.find((known) => known === code);
  return fail(fault ?? (status === 401 || status === 403 ? 'notAllowed' : 'serverDown'));
}

/** Gives a ticket back: the camera is free at once. */
export async function endStream({ door }: Door, ticket: string): Promise<void> {
  await askCore(door, `/api/video/whep/${ticket}`, async () => undefined, { method: 'DELETE' });
}

/** Keeps a picture as evidence; the answer has the checksum it is kept by. */
export function keepSnapshot(
  { door }: Door,
  channelId: string,
  { grade, protocol, shownAt, incidentId }: SnapshotQuery,
  jpeg: Blob,
): Promise<CoreAnswer<SnapshotAnswer>> {
  const asked = new URLSearchParams({ grade, protocol, shownAt: String(Math.round(shownAt)) });
  if (incidentId !== undefined) asked.set('incidentId', incidentId);
  const path = `/api/video/channels/${encodeURIComponent(channelId)}/snapshots?${asked}`;
  return askCore(door, path, asJson<SnapshotAnswer>, { method: 'POST', file: jpeg });
}

/** Presets and patrols; null when nobody answered. */
export async function videoPlans({ door }: Door): Promise<VideoPlans | null> {
  return orNull(await askCore(door, '/api/video/plans', asJson<VideoPlans>));
}

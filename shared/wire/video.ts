import { z } from 'zod';
import { CHANNEL_FAULTS, STREAM_GRADES } from '../domain/channel.ts';

/**
 * Pictures for windows. The list is asked for, never pushed: 25,000 channels belong in no snapshot. All media comes from one
 * port of the station's own media process, whatever the camera speaks, so that one place enforces who may watch and which
 * addresses may be fetched (RELIABILITY S14).
 *
 * - `GET /api/video/channels?q=&ids=&near=lon,lat&limit=` → {@link ChannelList}
 * - `POST /api/video/channels/:id/open` {@link openRequestSchema} → {@link OpenedStream}
 * - `POST /api/video/whep/:ticket` SDP offer (application/sdp) → 201, SDP answer, `Location: /api/video/whep/:ticket`
 * - `DELETE /api/video/whep/:ticket` → 204
 * - `GET /api/video/nearest?lon=&lat=&limit=4` → {@link SightedChannel}[]
 */
export const channelConditionSchema = z.strictObject({
  /** `unknown` until it has been probed or watched. */
  state: z.enum(['unknown', 'playable', 'failed']),
  fault: z.enum(CHANNEL_FAULTS).optional(),
  /** Epoch ms; null: never. */
  checkedAt: z.number().nullable(),
});
export type ChannelCondition = z.infer<typeof channelConditionSchema>;

/** What a window may know of a channel: no URL, no login. */
export const channelViewSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  lon: z.number(),
  lat: z.number(),
  heading: z.number().nullable(),
  fov: z.number().nullable(),
  rangeM: z.number().nullable(),
  heightM: z.number(),
  hasPtz: z.boolean(),
  isPrivate: z.boolean(),
  owner: z.string().nullable(),
  gridCode: z.string().nullable(),
  grades: z.array(z.enum(STREAM_GRADES)),
  condition: channelConditionSchema,
});
export type ChannelView = z.infer<typeof channelViewSchema>;

export const channelListSchema = z.strictObject({
  /** How many there are that match, of which `channels` are the first. */
  total: z.number(),
  channels: z.array(channelViewSchema),
});
export type ChannelList = z.infer<typeof channelListSchema>;

/** What a window can play; in the order in which it should try. */
export const PLAY_PROTOCOLS = ['whep', 'wsFlv', 'hls', 'mjpeg'] as const;
export type PlayProtocol = (typeof PLAY_PROTOCOLS)[number];

/** `reason` is written into the journal with who looked at what: an incident's id, or words. */
export const openRequestSchema = z.strictObject({
  grade: z.enum(STREAM_GRADES).default('sub'),
  reason: z.union([
    z.strictObject({ kind: z.literal('incident'), incidentId: z.string().min(1).max(60) }),
    z.strictObject({ kind: z.literal('watch') }),
    z.strictObject({ kind: z.literal('patrol') }),
  ]),
});
export type OpenRequest = z.infer<typeof openRequestSchema>;

export const openedStreamSchema = z.strictObject({
  /** Lets its holder play this stream of this channel, nothing else. Ask again for each reconnect: it ends. */
  ticket: z.string(),
  grade: z.enum(STREAM_GRADES),
  expiresAt: z.number(),
  /** `url` is relative to the core for `whep`, absolute on the media port for the others. */
  ways: z.array(z.strictObject({ protocol: z.enum(PLAY_PROTOCOLS), url: z.string() })),
});
export type OpenedStream = z.infer<typeof openedStreamSchema>;

/** A camera that can see a place, best first; the words are made from these figures (shared/text/video.ts). */
export const sightedChannelSchema = z.strictObject({
  channel: channelViewSchema,
  distanceM: z.number(),
  /** Share of the rays to the place and 3 m around it which meet no building and no ground; 0 … 1. */
  clearShare: z.number(),
  /** Between where it looks and where the place is, degrees; null: it states no heading. */
  offAxisDeg: z.number().nullable(),
  /** What hides the place, when something does. */
  blockedBy: z.enum(['building', 'terrain']).nullable(),
});
export type SightedChannel = z.infer<typeof sightedChannelSchema>;

import { z } from 'zod';
import { CHANNEL_FAULTS, STREAM_GRADES } from '../domain/channel.ts';
import type { VideoPatrol, VideoPreset } from '../domain/videoPlan.ts';

/**
 * Pictures for windows. The list is asked for, never pushed: 25,000 channels belong in no snapshot. All media comes from one
 * port of the station's own media process, whatever the camera speaks, so that one place enforces who may watch and which
 * addresses may be fetched (RELIABILITY S14).
 *
 * - `GET /api/video/channels?q=&ids=a,b&area=&near=lon,lat&limit=&offset=` → {@link ChannelList}
 * - `GET /api/video/places?revision=` → {@link ChannelPlaces}: every camera as a map needs it
 * - `POST /api/video/channels/:id/open` {@link openRequestSchema} → {@link OpenedStream}
 * - `POST /api/video/whep/:ticket` SDP offer (application/sdp) → 201, SDP answer, `Location: /api/video/whep/:ticket`
 * - `DELETE /api/video/whep/:ticket` → 204
 * - `GET /api/video/nearest?lon=&lat=&limit=4` → {@link SightedChannel}[]
 * - `GET /api/video/channels/:id/seen` → {@link SeenArea}: what a camera sees of the ground, for the cone on the map
 * - `POST /api/video/channels/:id/snapshots?grade=&protocol=&shownAt=&incidentId=` image/jpeg → {@link SnapshotAnswer}
 * - `POST /api/video/incidents/:id/evidence` → a zip with its hash list: `npm run evidence -- verify FILE`
 * - `GET /api/video/looks?channelId=&incidentId=&from=&to=&after=` → {@link LooksAnswer}: who looked at which camera, when and why
 * - `GET /api/video/consents` → {@link ConsentsAnswer}
 * - `GET /api/video/plans` → {@link VideoPlans}: presets and patrols
 * - `GET /api/video/blind` → {@link BlindAnswer}
 * - `GET /api/video/sources` → {@link VideoSources}: what the channels are folded from, and what is wrong with it
 * - `POST /api/video/channels/preview?name=&datum=` a list → {@link ChannelImportPreview}; then the command `channels.import`
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
  /** From this station (shared/wire/ptz.ts). */
  canTurn: z.boolean(),
  isPrivate: z.boolean(),
  owner: z.string().nullable(),
  gridCode: z.string().nullable(),
  grades: z.array(z.enum(STREAM_GRADES)),
  condition: channelConditionSchema,
});
export type ChannelView = z.infer<typeof channelViewSchema>;

/** A camera on a map. Degrees WGS-84 and clockwise from north, metres; the last says that its last probe failed. */
export const channelPlaceSchema = z.tuple([
  z.string(),
  z.string(),
  z.number(),
  z.number(),
  z.number().nullable(),
  z.number().nullable(),
  z.number().nullable(),
  z.boolean(),
]);
export type ChannelPlace = z.infer<typeof channelPlaceSchema>;

export const channelPlacesSchema = z.strictObject({
  revision: z.string().max(40),
  /** Null: as of the revision that was named. */
  places: z.array(channelPlaceSchema).readonly().nullable(),
});
export type ChannelPlaces = z.infer<typeof channelPlacesSchema>;

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
  /**
   * FLV file with the seconds before this ticket, for a minute: 404 when nobody had pulled the stream by then. Header `x-since` is
   * the epoch ms of its first picture. Null: none are kept of such a source.
   */
  preRollUrl: z.string().nullable(),
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
  /** Farther than it shows anything of use: named after every other. */
  isBeyondRange: z.boolean(),
});
export type SightedChannel = z.infer<typeof sightedChannelSchema>;

/** A ring of the ground a camera sees: over the buildings, inside its field of view and range. Empty: it sees none of it. */
export const seenAreaSchema = z.strictObject({
  channelId: z.string(),
  /** WGS-84 degrees, first point repeated at the end. */
  ring: z.array(z.tuple([z.number(), z.number()])),
  /** Nobody states where it looks, or how far: drawn all round, or as far as usual. */
  isAssumed: z.boolean(),
});
export type SeenArea = z.infer<typeof seenAreaSchema>;

/** A JPEG of what a window shows. Largest taken. */
export const SNAPSHOT_BYTES = 4 * 1024 * 1024;

export const snapshotQuerySchema = z.strictObject({
  grade: z.enum(STREAM_GRADES),
  protocol: z.enum(PLAY_PROTOCOLS),
  shownAt: z.coerce.number().int().positive().describe('epoch ms of the frame by its own clock, or now'),
  incidentId: z.string().min(1).max(80).optional(),
});

export type SnapshotQuery = z.output<typeof snapshotQuerySchema>;

export interface SnapshotAnswer {
  readonly ok: true;
  /** SHA-256 of the bytes as they were stored, hex. */
  readonly hash: string;
  readonly seq: number;
}

/** One line of who looked at what. Times are epoch ms. */
export interface Look {
  readonly seq: number;
  readonly at: number;
  readonly channelId: string;
  readonly channelName: string;
  readonly by: string;
  readonly role: string | null;
  readonly reason: OpenRequest['reason'];
}
export interface LooksAnswer {
  readonly looks: readonly Look[];
  /** Where to go on (`after`), when there is more. */
  readonly nextAfter: number | null;
}

/** A private camera and what its owner has said. */
export interface ConsentLine {
  readonly channelId: string;
  readonly name: string;
  readonly owner: string | null;
  readonly state: 'given' | 'withdrawn' | 'neverGiven';
  readonly at: number | null;
  readonly by: string | null;
  readonly reason: string | null;
}
export interface ConsentsAnswer {
  readonly consents: readonly ConsentLine[];
}

/** How a media server of station.json answered last. */
export interface MediaServerReport {
  readonly id: string;
  readonly kind: 'zlmediakit' | 'mediamtx' | 'go2rtc';
  readonly state: 'unknown' | 'answered' | 'failed';
  readonly at: number | null;
  readonly streams: number;
  /** Streams that are called as no channel is; the first fifty. */
  readonly unmatched: readonly string[];
  /** The administrator's sentence; null when it answered. */
  readonly problem: string | null;
}

/** What the channels are folded from, and what is wrong with it. */
export interface VideoSources {
  /** Listed ones: private ones without consent are counted apart. */
  readonly channels: number;
  readonly withoutConsent: number;
  /** By what they were found to be last. */
  readonly conditions: { readonly playable: number; readonly failed: number; readonly unknown: number };
  /** Stated by somebody, placed by nobody: the first fifty, and how many. */
  readonly unplaced: { readonly total: number; readonly named: readonly string[] };
  /** Null: no list was ever imported. */
  readonly imported: { readonly total: number; readonly problem: string | null } | null;
  readonly servers: readonly MediaServerReport[];
}

const blindPlaceSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  /** Class of the place: 学校, 医院 … */
  what: z.string(),
  lon: z.number(),
  lat: z.number(),
  gridCode: z.string(),
});
export type BlindPlace = z.infer<typeof blindPlaceSchema>;

/** Ground that cameras see, grid by grid, and key places that none sees. A camera that can be turned counts all round. */
const blindReportSchema = z.strictObject({
  /** Epoch ms. */
  computedAt: z.number(),
  cameras: z.number(),
  /** Share of the open ground of all grids; null where there is none. */
  seenShare: z.number().nullable(),
  grids: z.array(
    z.strictObject({
      code: z.string(),
      name: z.string(),
      /** Of its ground outside buildings; null: it has none. */
      seenShare: z.number().nullable(),
    }),
  ),
  unseenPlaces: z.array(blindPlaceSchema),
});
export type BlindReport = z.infer<typeof blindReportSchema>;

export const blindAnswerSchema = z.strictObject({
  /** `working`: the cameras are others than those of `report`, or there is none yet. Ask again. */
  state: z.enum(['working', 'ready']),
  report: blindReportSchema.nullable(),
});
export type BlindAnswer = z.infer<typeof blindAnswerSchema>;

/** How walls of video are laid out; by name. */
export interface VideoPlans {
  readonly presets: readonly VideoPreset[];
  readonly patrols: readonly VideoPatrol[];
}

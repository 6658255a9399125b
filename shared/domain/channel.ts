import { z } from 'zod';
import { latitudeSchema, longitudeSchema } from './place.ts';

/** How a camera's picture can be fetched. `file`: a recording of the station's own media folder, played in a loop as if live. */
export const STREAM_PROTOCOLS = ['rtsp', 'whep', 'wsFlv', 'hls', 'mjpeg', 'file'] as const;
export type StreamProtocol = (typeof STREAM_PROTOCOLS)[number];

/** The enlarged tile shows `main`, a small one `sub`; a channel with one stream uses it for both. */
export const STREAM_GRADES = ['main', 'sub'] as const;
export type StreamGrade = (typeof STREAM_GRADES)[number];

const SCHEMES: Readonly<Record<StreamProtocol, readonly string[]>> = {
  rtsp: ['rtsp:'],
  whep: ['http:', 'https:'],
  wsFlv: ['ws:', 'wss:'],
  hls: ['http:', 'https:'],
  mjpeg: ['http:', 'https:'],
  file: [],
};

/** A URL states no user and password: they stand in `login`, which never leaves the core. */
export const streamSourceSchema = z
  .strictObject({
    protocol: z.enum(STREAM_PROTOCOLS),
    grade: z.enum(STREAM_GRADES).default('main'),
    url: z.string().min(1).max(1_000).describe('for `file` the name of a file in the media folder'),
  })
  .superRefine(({ protocol, url }, context) => {
    const say = (message: string) => context.addIssue({ code: 'custom', path: ['url'], message });
    if (protocol === 'file') {
      if (!/^[\w\u4e00-\u9fff-]{1,80}\.ts$/.test(url))
        say('a file of the media folder: letters, digits, - and _, ending in .ts');
      return;
    }
    const parsed = URL.parse(url);
    if (!parsed) return say('not a URL');
    if (!SCHEMES[protocol].includes(parsed.protocol)) say(`${protocol} wants ${SCHEMES[protocol].join(' or ')}//`);
    if (parsed.username || parsed.password) say('user and password belong in `login`');
  });
export type StreamSource = z.infer<typeof streamSourceSchema>;

/** One channel as station.json, an import or a media server states it. Angles in degrees clockwise from north, lengths in metres. */
export const channelRecordSchema = z.strictObject({
  id: z.string().min(1).max(40).describe('20-digit GB/T 28181 text where the site has one'),
  name: z.string().min(1).max(80),
  lon: longitudeSchema,
  lat: latitudeSchema,
  heading: z.number().min(0).max(360).optional(),
  fov: z.number().positive().max(360).optional().describe('horizontal field of view'),
  rangeM: z.number().positive().max(5_000).optional(),
  heightM: z.number().min(0).max(500).default(4).describe('of the lens above the ground'),
  hasPtz: z.boolean().default(false),
  owner: z.string().min(1).max(80).optional(),
  /** A private camera is shown by its owner's consent only, and disappears within a minute when that is withdrawn. */
  isPrivate: z.boolean().default(false),
  login: z.strictObject({ user: z.string().max(80), password: z.string().max(200) }).optional(),
  sources: z.array(streamSourceSchema).max(8).default([]),
});
export type ChannelRecord = z.infer<typeof channelRecordSchema>;

/** Where a statement comes from: the scene pack places cameras, the others can also say how to play them. */
export const CHANNEL_ORIGINS = ['pack', 'station', 'import', 'mediaServer'] as const;
export type ChannelOrigin = (typeof CHANNEL_ORIGINS)[number];

/** Why a channel cannot be played, or cannot be played now. Sentences stand in shared/text/video.ts. */
export const CHANNEL_FAULTS = [
  'noSource',
  'notAllowed',
  'unreachable',
  'unauthorised',
  'notFound',
  'unsupportedCodec',
  'noPicture',
  'serverDown',
  'consentWithdrawn',
] as const;
export type ChannelFault = (typeof CHANNEL_FAULTS)[number];

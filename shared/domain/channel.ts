import { z } from 'zod';
import { urlPartsOf } from '../kit/urlParts.ts';
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
    const parts = urlPartsOf(url);
    if (!parts) return say('not a URL');
    if (!SCHEMES[protocol].includes(parts.scheme)) say(`${protocol} wants ${SCHEMES[protocol].join(' or ')}//`);
    if (parts.userInfo !== null) say('user and password belong in `login`');
  });
export type StreamSource = z.infer<typeof streamSourceSchema>;

/** A camera as a map draws it; `hasFailed`: its last probe found no picture. */
export type PlacedChannel = Pick<Channel, 'id' | 'name' | 'lon' | 'lat' | 'heading' | 'fov' | 'rangeM'> & {
  readonly hasFailed: boolean;
};

/** Where nobody states it: of the lens above the ground, metres. */
export const DEFAULT_HEIGHT_M = 4;

/** Where a camera takes orders to turn, with the `login` of its channel. */
const ptzAddressSchema = z.strictObject({
  protocol: z.literal('onvif'),
  url: z
    .string()
    .max(500)
    .refine((url) => /^https?:$/.test(urlPartsOf(url)?.scheme ?? ''), 'an http or https URL')
    .refine((url) => (urlPartsOf(url)?.userInfo ?? null) === null, 'user and password belong in `login`')
    .describe('of its device service: `http://10.1.0.7/onvif/device_service`'),
  profile: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe('the media profile that is turned; left out: the first that can be'),
});

const degrees = z.number().min(0).max(360);
const name = z.string().trim().min(1).max(80);

/**
 * What one origin says of one channel. What it leaves out stays as an earlier origin has it, so a list that only says how to
 * play the scene's cameras need not place them again. Angles in degrees clockwise from north, lengths in metres.
 */
export const channelStatementSchema = z
  .strictObject({
    id: z
      .string()
      .min(1)
      .max(40)
      .regex(/^[^\s/?#%\p{Cc}]+$/u, 'no spaces and none of / ? # %')
      .describe('20-digit GB/T 28181 text where the site has one'),
    name: name.optional(),
    lon: longitudeSchema.optional(),
    lat: latitudeSchema.optional(),
    heading: degrees.optional(),
    fov: z.number().positive().max(360).optional().describe('horizontal field of view'),
    rangeM: z.number().positive().max(5_000).optional(),
    heightM: z.number().min(0).max(500).optional().describe('of the lens above the ground; 4 where nobody says'),
    hasPtz: z.boolean().optional(),
    ptz: ptzAddressSchema.optional(),
    owner: name.optional(),
    isPrivate: z.boolean().optional().describe("shown by its owner's consent only; disappears when that is withdrawn"),
    login: z.strictObject({ user: z.string().max(80), password: z.string().max(200) }).optional(),
    sources: z.array(streamSourceSchema).max(8).optional(),
  })
  .refine(({ lon, lat }) => (lon === undefined) === (lat === undefined), {
    path: ['lat'],
    message: 'lon and lat are stated together',
  });
export type ChannelStatement = z.infer<typeof channelStatementSchema>;

/** A channel as all its origins together say. Never leaves the core whole: {@link ChannelView} is what windows know. */
export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  readonly heading: number | null;
  readonly fov: number | null;
  readonly rangeM: number | null;
  readonly heightM: number;
  readonly hasPtz: boolean;
  /** Where it takes orders to turn; null: nobody turns it from here. */
  readonly ptz: z.output<typeof ptzAddressSchema> | null;
  readonly owner: string | null;
  readonly isPrivate: boolean;
  readonly login: { readonly user: string; readonly password: string } | null;
  readonly sources: readonly StreamSource[];
}

/** Statements from the first to the last; null while nobody has said where it stands. */
export function foldChannel(statements: readonly ChannelStatement[]): Channel | null {
  const said = Object.assign({}, ...statements) as ChannelStatement;
  if (said.lon === undefined || said.lat === undefined) return null;
  const { heading = null, fov = null, rangeM = null, owner = null, login = null, ptz = null } = said;
  return {
    ...{ id: said.id, name: said.name ?? said.id, lon: said.lon, lat: said.lat },
    ...{ heading, fov, rangeM, owner, login, ptz },
    heightM: said.heightM ?? DEFAULT_HEIGHT_M,
    // What takes orders to turn can be turned, whether or not somebody says so as well.
    hasPtz: said.hasPtz ?? ptz !== null,
    isPrivate: said.isPrivate ?? false,
    sources: said.sources ?? [],
  };
}

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

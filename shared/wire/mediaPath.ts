/** What lies on the port of the station's media process: `/<ticket>/<rest>`. A ticket is 16 to 64 letters of base64url. */
export interface MediaPath {
  readonly ticket: string;
  readonly rest: string;
}

/** `/<ticket>/<rest>`; null for any other path. */
export function readMediaPath(path: string): MediaPath | null {
  const match = /^\/([\w-]{16,64})\/([\w./-]{1,3000})$/.exec(path);
  return match ? { ticket: match[1]!, rest: match[2]! } : null;
}

/** What a ticket is played by; `preRoll`: the seconds before it. WHEP is offered through the core and is not among them. */
export const MEDIA_FILES = {
  wsFlv: 'live.flv',
  hls: 'index.m3u8',
  mjpeg: 'live.mjpeg',
  preRoll: 'preroll.flv',
} as const;

/** Where the host hands the same paths on over its own door, for windows of other machines. */
export const HANDED_ON = '/api/video/media';

/** One of these, or a file that the list of HLS names. */
export const isMediaFile = (rest: string): boolean =>
  Object.values<string>(MEDIA_FILES).includes(rest) || /^hls\/[\w-]+\/[\w-]+$/.test(rest);

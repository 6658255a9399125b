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

/** By which ways pictures leave there, and the files of HLS. */
export const isMediaFile = (rest: string): boolean =>
  /^(?:live\.flv|preroll\.flv|live\.mjpeg|index\.m3u8|hls\/[\w-]+\/[\w-]+)$/.test(rest);

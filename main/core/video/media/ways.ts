/** Which ways a source can be played, and where on the media port. Both sides of the process boundary agree here. */
import type { StreamProtocol } from '#shared/domain/channel.ts';
import { MEDIA_FILES } from '#shared/wire/mediaPath.ts';
import type { PlayProtocol } from '#shared/wire/video.ts';

/** H.264 is understood and made into both; what is only handed through stays what it is. */
const WAYS: Readonly<Record<StreamProtocol, readonly PlayProtocol[]>> = {
  rtsp: ['whep', 'wsFlv'],
  file: ['whep', 'wsFlv'],
  wsFlv: ['whep', 'wsFlv'],
  whep: ['whep'],
  hls: ['hls'],
  mjpeg: ['mjpeg'],
};

export const waysOf = (protocol: StreamProtocol): readonly PlayProtocol[] => WAYS[protocol];

/** Of these the last seconds are kept. */
export const hasPreRoll = (protocol: StreamProtocol): boolean => WAYS[protocol].includes('wsFlv');

/** Absolute URL of what a ticket plays; `host` is how the window reaches this machine. */
export function mediaUrl(file: keyof typeof MEDIA_FILES, host: string, port: number, ticket: string): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return `${file === 'wsFlv' ? 'ws' : 'http'}://${name}:${port}/${ticket}/${MEDIA_FILES[file]}`;
}

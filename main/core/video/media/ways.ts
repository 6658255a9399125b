/** Which ways a source can be played, and where on the media port. Both sides of the process boundary agree here. */
import type { StreamProtocol } from '#shared/domain/channel.ts';
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

/** Of the ways that are played on the media port; `whep` is offered through the core. */
const PATHS: Readonly<Record<Exclude<PlayProtocol, 'whep'>, string>> = {
  wsFlv: 'live.flv',
  hls: 'index.m3u8',
  mjpeg: 'live.mjpeg',
};

/** Absolute URL of a way; `host` is how the window reaches this machine. */
export function mediaUrl(way: Exclude<PlayProtocol, 'whep'>, host: string, port: number, ticket: string): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return `${way === 'wsFlv' ? 'ws' : 'http'}://${name}:${port}/${ticket}/${PATHS[way]}`;
}

const PRE_ROLL = 'preroll.flv';
export const isPreRoll = (rest: string): boolean => rest === PRE_ROLL;
/** Of these the last seconds are kept. */
export const hasPreRoll = (protocol: StreamProtocol): boolean => WAYS[protocol].includes('wsFlv');

/** Absolute URL of the seconds before the ticket. */
export const preRollUrl = (host: string, port: number, ticket: string): string =>
  mediaUrl('mjpeg', host, port, ticket).replace(PATHS.mjpeg, PRE_ROLL);

export const isWay = (way: keyof typeof PATHS, rest: string): boolean => PATHS[way] === rest;

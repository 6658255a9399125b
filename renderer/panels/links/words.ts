import type { DeskText } from '#shared/text/index.ts';
import { formatDayTime, formatTime } from '#shared/text/time.ts';
import type { RemoteAddress } from '#shared/wire/signal.ts';

/** A protocol or transport this window does not know keeps the core's own word for it. */
export function protocolName(protocol: string, text: DeskText): string {
  const names: Readonly<Record<string, string>> = text.links.protocol;
  return names[protocol] ?? protocol;
}

export function transportName(transport: string, text: DeskText): string {
  const names: Readonly<Record<string, string>> = text.links.transport;
  return names[transport] ?? transport;
}

/** `21:05:09.042`: frames follow each other faster than seconds. */
export function formatMoment(at: number): string {
  return `${formatTime(at)}.${String(at % 1_000).padStart(3, '0')}`;
}

/** With its day where that is not today's. */
export function formatWhen(at: number, now: number): string {
  return new Date(at).toDateString() === new Date(now).toDateString() ? formatTime(at) : formatDayTime(at);
}

/** Serial lines have no port. */
export function formatRemote({ address, port }: RemoteAddress): string {
  const host = address.replace(/^::ffff:(?=\d+\.)/, '');
  if (port === 0) return host;
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

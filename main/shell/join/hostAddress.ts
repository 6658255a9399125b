import { DEFAULT_LAN_PORT } from '#shared/domain/lan.ts';

export interface HostAddress {
  readonly host: string;
  readonly port: number;
}

/** `192.168.1.10:4743`, `[fd00::1]:4743`, `zhz-host` (with the usual port); null for anything else, a whole URL included. */
export function readHostAddress(text: string): HostAddress | null {
  const match =
    /^(?:\[(?<six>[0-9a-f:]{2,45})\]|(?<name>[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?))(?::(?<port>\d{1,5}))?$/i.exec(
      text.trim(),
    );
  const host = match?.groups?.six ?? match?.groups?.name;
  const port = Number(match?.groups?.port ?? DEFAULT_LAN_PORT);
  return host === undefined || port < 1 || port > 65_535 ? null : { host: host.toLowerCase(), port };
}

export const showHostAddress = ({ host, port }: HostAddress): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;

export const urlOfHost = (address: HostAddress): string => `https://${showHostAddress(address)}`;

/** Another machine as a program: looks at a host's certificate, keeps to it, joins, and asks as that machine. */
import { createHash } from 'node:crypto';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:tls';
import { io, type Socket } from 'socket.io-client';
import type { JoinAnswer } from '#shared/wire/machines.ts';
import { SEAT_NAMESPACE, SEAT_WIRE_VERSION, type SeatToServer, type ServerToSeat } from '#shared/wire/seat.ts';
import type { TestStation } from './station.ts';
import { ADMIN } from './station.ts';

export interface LanHost {
  readonly host: string;
  readonly port: number;
}

/** SHA-256 of the certificate that answers there, and its PEM. */
export function certificateOf({ host, port }: LanHost): Promise<{ fingerprint: string; pem: string }> {
  return new Promise((done, fail) => {
    const socket = connect({ host, port, rejectUnauthorized: false }, () => {
      const { raw } = socket.getPeerCertificate();
      const lines = raw.toString('base64').match(/.{1,64}/g) ?? [];
      socket.destroy();
      done({
        fingerprint: createHash('sha256').update(raw).digest('hex'),
        pem: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
      });
    });
    socket.once('error', fail);
  });
}

export interface LanAnswer {
  readonly status: number;
  readonly body: Buffer;
  json<Body = Record<string, unknown>>(): Body;
}

/** A request over TLS that trusts this certificate only. */
export function askLan(
  { host, port }: LanHost,
  pem: string,
  path: string,
  options: { method?: string; token?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<LanAnswer> {
  const { method = 'GET', token, body, headers } = options;
  return new Promise((done, fail) => {
    const asked = httpsRequest(
      {
        host,
        port,
        path,
        method,
        ca: pem,
        checkServerIdentity: () => undefined,
        agent: false,
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
      },
      (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', fail);
        response.on('end', () => {
          const bytes = Buffer.concat(pieces);
          done({ status: response.statusCode ?? 0, body: bytes, json: () => JSON.parse(bytes.toString('utf8')) });
        });
      },
    );
    asked.on('error', fail);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** Opens the LAN of a station at a free port of this address, as its administrator. */
export async function openLan(station: TestStation, host = '127.0.0.1'): Promise<LanHost & { pem: string }> {
  const opened = await station.command('lan.open', { host, port: 0 }, ADMIN);
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  const port = Number(station.core.lan.addresses[0]?.split(':').at(-1));
  const { pem } = await certificateOf({ host, port });
  return { host, port, pem };
}

/** An administrator asks for a code for a machine of this role. */
export async function invite(station: TestStation, role = 'duty', name = '二号席位机'): Promise<string> {
  const invited = await station.command('machine.invite', { name, role }, ADMIN);
  const { code } = invited.joinCode as { code: string };
  return code;
}

export async function join(lan: LanHost & { pem: string }, code: string, machineName = 'desk-2'): Promise<LanAnswer> {
  return askLan(lan, lan.pem, '/api/machines/join', { method: 'POST', body: { code, machineName } });
}

/** A machine that has joined, in one step. */
export async function joined(station: TestStation, lan: LanHost & { pem: string }, role = 'duty'): Promise<JoinAnswer> {
  return (await join(lan, await invite(station, role))).json<JoinAnswer>();
}

/** A socket of a joined machine, over TLS, trusting this certificate only; it does not come back by itself. */
export function lanSocket(lan: LanHost & { pem: string }, token: string): Socket<ServerToSeat, SeatToServer> {
  return io(`https://${lan.host}:${lan.port}${SEAT_NAMESPACE}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    ca: lan.pem,
    // The certificate is the identity, not the name it was made under.
    checkServerIdentity: () => undefined,
    auth: { wire: SEAT_WIRE_VERSION, token },
  } as Parameters<typeof io>[1]);
}

/** What seats, phones and programs reach: one HTTP server with socket.io on it, loopback only unless configured. */
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { SEAT_NAMESPACE, SEAT_WIRE_VERSION } from '#shared/wire/seat.ts';
import { WORKER_NAMESPACE, WORKER_WIRE_VERSION } from '#shared/wire/worker.ts';
import { isAllowedHost, isAllowedOrigin } from './auth.ts';
import type { GatewayContext } from './context.ts';
import { createHttp } from './http.ts';
import { LanListener } from './lanListener.ts';
import { handOnSocket } from './mediaHandOn.ts';
import { admitPlainJson } from './plainJson.ts';
import { openSeats } from './seats.ts';
import { openWorkers, type Workers } from './workers.ts';

export { firstOf, type TokenRecord, Tokens } from './auth.ts';
export type { GatewayContext } from './context.ts';
export { ReplayReader } from './replay/reader.ts';
export { SeatBook } from './seatBook.ts';

export interface Gateway {
  /** `http://HOST:PORT` as bound. */
  readonly url: string;
  readonly seats: number;
  /** Every route it answers, `GET /api/units`. */
  readonly routes: readonly string[];
  /** The door for other machines; shut until it is opened. */
  readonly lan: LanListener;
  /** A notice to the phones of its unit (main/core/notices). */
  tellPhones: Workers['tell'];
  close(): Promise<void>;
}

/** Fails with `portInUse` or `cannotListen`, naming host and port. */
export async function openGateway(
  context: GatewayContext,
  listen: { host: string; port: number },
): Promise<Result<Gateway>> {
  const app = createHttp(context);
  const server = new Server({
    transports: ['websocket'],
    maxHttpBufferSize: 64 * 1024,
    allowEIO3: false,
    serveClient: false,
    perMessageDeflate: false,
    connectTimeout: 5_000,
    pingInterval: 2_000,
    // A window busy drawing in software may miss a few seconds; the pulse, not this, tells a seat that its core is gone.
    pingTimeout: 10_000,
    allowRequest: (request, decide) => {
      decide(null, isAllowedHost(request.headers.host, context.machines.hostNames) && isAllowedOrigin(request));
    },
  });
  try {
    await app.listen(listen);
  } catch (error) {
    await app.close();
    const code = (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? 'portInUse' : 'cannotListen';
    return refuse(code, `无法监听 ${listen.host}:${listen.port}：${(error as Error).message}`);
  }
  server.attach(app.server);
  const lan = new LanListener(app, server, (...upgrade) => handOnSocket(context, ...upgrade));
  admitPlainJson(server.of(SEAT_NAMESPACE), SEAT_WIRE_VERSION);
  admitPlainJson(server.of(WORKER_NAMESPACE), WORKER_WIRE_VERSION);
  const seats = openSeats(server, context);
  const workers = openWorkers(server, context);
  const { port } = app.server.address() as AddressInfo;
  const host = listen.host.includes(':') ? `[${listen.host}]` : listen.host;
  return ok({
    url: `http://${host}:${port}`,
    get seats() {
      return server.of('/seat').sockets.size;
    },
    routes: app.routeNames,
    lan,
    tellPhones: (notice) => workers.tell(notice),
    async close() {
      workers.dispose();
      seats.dispose();
      await lan.close();
      server.engine.close();
      await app.close();
    },
  });
}

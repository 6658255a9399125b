/**
 * How long a request may take to say what it wants (RELIABILITY S7). Node knows one limit for a whole server, and a photo from a
 * phone at the edge of its network takes longer than anybody else may have: so the limit is kept here, for each request, and a
 * route that has found out who is asking may give it more.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

export interface BodyTime {
  /** From the end of the head to the end of the body, ms. */
  readonly withinMs: number;
  /** And in every such span at least so many bytes, whatever else the connection is busy with. */
  readonly pace?: { readonly everyMs: number; readonly bytes: number };
}

/** Everybody. */
const BODY_TIME: BodyTime = { withinMs: 10_000 };

/** 8 MiB at the speed of a poor 3G; half a minute of nothing but a few packets is a phone that has gone, or worse. */
export const UPLOAD_TIME: BodyTime = { withinMs: 120_000, pace: { everyMs: 30_000, bytes: 16 * 1024 } };

/** A head that does not end is Node's to cut: to be given to every server the application listens on. */
export const HEAD_WITHIN_MS = 5_000;
/** Node's own limit for head and body, behind ours. */
export const REQUEST_WITHIN_MS = UPLOAD_TIME.withinMs + 10_000;
/** How often Node looks at both. */
export const CHECKED_EVERY_MS = 1_000;

const TIMEOUT = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

declare module 'fastify' {
  interface FastifyRequest {
    bodyWatch: BodyWatch | null;
  }
}

/** Cuts a connection whose request has not come in time: with 408 where nothing was answered yet. */
class BodyWatch {
  readonly #request: FastifyRequest;
  readonly #reply: FastifyReply;
  #within: NodeJS.Timeout | undefined;
  #pace: NodeJS.Timeout | undefined;

  constructor(request: FastifyRequest, reply: FastifyReply, time: BodyTime) {
    this.#request = request;
    this.#reply = reply;
    // Not with the answer: who was refused early may go on sending.
    request.raw.once('close', () => this.#clear());
    this.allow(time);
  }

  /** From now on, instead of what was allowed before. */
  allow({ withinMs, pace }: BodyTime): void {
    this.#clear();
    const { socket } = this.#request.raw;
    // After what has come meanwhile was read: a process that was busy for a while must not take it out on who is in time.
    this.#within = setTimeout(() => setImmediate(() => this.#cut()), withinMs);
    if (!pace) return;
    let seen = socket.bytesRead;
    this.#pace = setInterval(() => {
      if (socket.bytesRead - seen < pace.bytes) this.#cut();
      seen = socket.bytesRead;
    }, pace.everyMs);
    // A connection of this server is quiet for less than that otherwise; its own quiet comes back with the answer.
    const quietMs = socket.timeout ?? 0;
    socket.setTimeout(pace.everyMs);
    this.#reply.raw.once('close', () => socket.setTimeout(quietMs));
  }

  #cut(): void {
    const { raw } = this.#request;
    this.#clear();
    // Everything is here: what takes long now is the answer.
    if (raw.complete) return;
    if (!this.#reply.raw.headersSent && raw.socket.writable) raw.socket.write(TIMEOUT);
    raw.socket.destroySoon();
    raw.destroy();
  }

  #clear(): void {
    clearTimeout(this.#within);
    clearInterval(this.#pace);
  }
}

/** Watches every request that says it has a body. Before any other hook, so that none can keep a connection by being refused. */
export function limitBodies(app: FastifyInstance, time: BodyTime = BODY_TIME): void {
  app.decorateRequest('bodyWatch', null);
  app.addHook('onRequest', async (request, reply) => {
    const { headers } = request.raw;
    const length = headers['content-length'];
    if (headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0'))
      request.bodyWatch = new BodyWatch(request, reply, time);
  });
}

/** For a route, after the hook that has found out who is asking: this one may be slow. */
export function allowSlowBody(time: BodyTime = UPLOAD_TIME) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    if (!reply.sent) request.bodyWatch?.allow(time);
  };
}

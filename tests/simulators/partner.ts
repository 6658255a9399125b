/** A linked body's own system: takes signed calls over HTTPS with a certificate of its own, and signs what it answers. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { generate } from 'selfsigned';

interface Heard {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** For 127.0.0.1; made once for all partners of a test file. */
export type PartnerCertificate = Awaited<ReturnType<typeof partnerCertificate>>;
export const partnerCertificate = () =>
  generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });

/** Answers each POST with the next of these statuses, the last for ever; 0 never answers. */
export class Partner implements AsyncDisposable {
  readonly heard: Heard[] = [];
  connections = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(certificate: PartnerCertificate, statuses: number[], location = '') {
    this.#server = createServer({ key: certificate.private, cert: certificate.cert }, (request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        this.heard.push({
          url: request.url ?? '',
          body: Buffer.concat(parts).toString('utf8'),
          headers: request.headers,
        });
        const status = statuses.length > 1 ? statuses.shift()! : statuses[0]!;
        if (status !== 0) response.writeHead(status, location ? { location } : {}).end();
      });
    });
    this.#server.on('connection', (socket: Socket) => {
      this.connections += 1;
      this.#sockets.add(socket);
    });
  }

  async listen(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose]() {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

/** What it says of an incident it was called to, signed as docs/integrator/notices.md states. Resolves to the HTTP status. */
export async function partnerAnswers(stationUrl: string, secret: string, answer: object): Promise<number> {
  const body = JSON.stringify(answer);
  const at = Date.now();
  const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  const response = await fetch(`${stationUrl}/ingest/linkage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-pingan-signature': `t=${at},v1=${signature}` },
    body,
  });
  return response.status;
}

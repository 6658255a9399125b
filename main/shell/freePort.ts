/**
 * A port chosen before the core starts: the pages' security policy names the core's exact address, and the window should
 * not wait for the core to say where it is. Should somebody take the port in between, the supervisor asks for another.
 */
import { createServer } from 'node:net';

export function freePort(host: string): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen({ host, port: 0, exclusive: true }, () => {
      const address = server.address();
      const port = address !== null && typeof address === 'object' ? address.port : 0;
      server.close(() => done(port));
    });
  });
}

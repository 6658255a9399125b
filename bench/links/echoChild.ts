/**
 * What the transports themselves cost: a process that sends back what it gets, at once and without storing it, over UDP, TCP,
 * HTTP and, when it is given one, a serial port. Prints its ports as one JSON line. The peer of bench/links.ts.
 */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { SerialPort } from 'serialport';

const [serialPath] = process.argv.slice(2);

const udp = createSocket('udp4');
udp.on('message', (datagram, { port, address }) => udp.send(datagram, port, address));
udp.bind(0, '127.0.0.1');
await once(udp, 'listening');

const tcp = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => undefined);
  socket.on('data', (bytes) => socket.write(bytes));
});
tcp.listen(0, '127.0.0.1', 2_000);
await once(tcp, 'listening');

const http = createHttpServer((request, response) => {
  request.resume();
  request.once('end', () => response.end('{}'));
});
http.listen(0, '127.0.0.1');
await once(http, 'listening');

if (serialPath) {
  const serial = new SerialPort({ path: serialPath, baudRate: 9_600 });
  serial.on('data', (bytes: Buffer) => serial.write(bytes));
  await once(serial, 'open');
}

const portOf = (server: typeof tcp | typeof http) => (server.address() as AddressInfo).port;
process.stdout.write(`${JSON.stringify({ udp: udp.address().port, tcp: portOf(tcp), http: portOf(http) })}\n`);

/** A way to the station that breaks as a bad network does, whatever runs over it: TLS included. */
import { connect, createServer, type Socket } from 'node:net';

export interface CuttableWay {
  readonly port: number;
  /** Everything on it breaks off, and nobody new is answered. */
  cut(): void;
  /** What is said still arrives at the station; nothing it answers comes back. */
  deafen(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function openWay(host: string, stationPort: number): Promise<CuttableWay> {
  const sockets = new Set<Socket>();
  let state: 'whole' | 'deaf' | 'cut' = 'whole';
  const join = (phone: Socket, station: Socket) => {
    for (const [one, other] of [
      [phone, station],
      [station, phone],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
    phone.pipe(station);
    station.on('data', (piece) => void (state === 'whole' && phone.write(piece)));
  };
  const server = createServer((phone) => {
    if (state === 'cut') return void phone.destroy();
    join(phone, connect(stationPort, host));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const breakOff = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as { port: number }).port,
    cut() {
      state = 'cut';
      breakOff();
    },
    deafen() {
      state = 'deaf';
    },
    mend() {
      // What was half said over a deaf way cannot be mended.
      breakOff();
      state = 'whole';
    },
    async close() {
      state = 'cut';
      breakOff();
      await new Promise((done) => server.close(done));
    },
  };
}

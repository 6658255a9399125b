/** One UDP socket: datagrams in with their sender, datagrams out from the same port. Knows no protocol. */
import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { fail, ok, type Result } from '#shared/kit/result.ts';
import type { RemoteAddress } from '#shared/wire/signal.ts';
import { explainBind } from './bindFault.ts';
import { readKernelDrops } from './kernelDrops.ts';
import type { Transport } from './transport.ts';

/** Alarms that arrive while the process is busy wait here instead of being dropped by the kernel. */
const WANTED_RECEIVE_BUFFER_BYTES = 8 * 1024 * 1024;

export interface UdpOptions {
  readonly host: string;
  /** 0 lets the system pick. */
  readonly port: number;
  onDatagram(datagram: Buffer, remote: RemoteAddress, send: (answer: Buffer) => void): void;
  /** A send or receive that failed after the socket was open; the socket stays in use. */
  onFault(fault: Bilingual): void;
}

/** Refused as `explainBind` says, naming host:port. */
export function openUdp({ host, port, onDatagram, ...options }: UdpOptions): Promise<Result<Transport>> {
  const onFault = ({ message }: Error) => options.onFault({ zh: `UDP：${message}`, en: `UDP: ${message}` });
  const socket = createSocket({ type: isIPv6(host) ? 'udp6' : 'udp4' });
  return new Promise((resolve) => {
    const refuseBind = (error: Error) => {
      socket.close();
      void explainBind({ kind: 'udp', host, port }, error).then((failure) => resolve(fail(failure)));
    };
    socket.once('error', refuseBind);
    socket.once('listening', () => {
      socket.off('error', refuseBind);
      socket.on('error', onFault);
      const { transport, send } = openSocket(socket, onFault);
      socket.on('message', (datagram, { address, port: remotePort }) => {
        const remote = { address, port: remotePort };
        onDatagram(datagram, remote, (answer) => send(answer, remote));
      });
      resolve(ok(transport));
    });
    socket.bind(port, host);
  });
}

interface OpenSocket {
  readonly transport: Transport;
  send(datagram: Buffer, remote: RemoteAddress): void;
}

function openSocket(socket: Socket, onFault: (error: Error) => void): OpenSocket {
  let isClosed = false;
  try {
    socket.setRecvBufferSize(WANTED_RECEIVE_BUFFER_BYTES);
  } catch (error) {
    // Some systems refuse a size above their limit instead of capping it: the default stays, and is reported.
    onFault(error as Error);
  }
  const { address, port } = socket.address();
  return {
    transport: {
      address: `${address}:${port}`,
      port,
      fault: null,
      connections: null,
      // What the kernel gave: Linux doubles what was asked and caps it at net.core.rmem_max.
      receiveBufferBytes: socket.getRecvBufferSize(),
      get isUp() {
        return !isClosed;
      },
      readKernelDrops: () => readKernelDrops(address, port),
      dispose() {
        if (isClosed) return;
        isClosed = true;
        socket.close();
      },
    },
    send(datagram, remote) {
      if (isClosed) return;
      socket.send(datagram, remote.port, remote.address, (error) => {
        if (error) onFault(error);
      });
    },
  };
}

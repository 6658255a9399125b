/** A call from us to a receiver or a serial device server. */
import { connect } from 'node:net';
import type { Bilingual } from '#shared/kit/bilingual.ts';
import type { TcpClientTransport } from '#shared/wire/links/transports.ts';
import { type LineDriver, openReopeningLine, type Patience } from './reopeningLine.ts';
import { type StreamHandlers, type Transport, UNSENT_LIMIT_BYTES } from './transport.ts';

/** A host that swallows packets would otherwise be waited for two minutes. */
const CONNECT_LIMIT_MS = 10_000;

export function openTcpClient(
  { host, port, silenceSeconds }: TcpClientTransport,
  handlers: StreamHandlers,
  patience?: Patience,
): Transport {
  const driver = callTo(host, port);
  return openReopeningLine({ driver, handlers, silenceMs: silenceSeconds * 1_000, ...(patience && { patience }) });
}

function callTo(host: string, port: number): LineDriver {
  const address = `${host}:${port}`;
  return {
    address,
    remote: { address: host, port },
    open(events) {
      let why: Bilingual = { zh: '对端已断开', en: 'the peer hung up' };
      const socket = connect({ host, port, noDelay: true, keepAlive: true });
      const limit = setTimeout(() => socket.destroy(new Error(`${CONNECT_LIMIT_MS / 1_000} s`)), CONNECT_LIMIT_MS);
      socket.on('connect', () => {
        clearTimeout(limit);
        events.opened();
      });
      socket.on('data', (chunk) => events.data(chunk));
      socket.on('error', (error) => {
        why = socket.connecting
          ? { zh: `无法连接（${error.message}）`, en: `cannot connect (${error.message})` }
          : { zh: `连接中断（${error.message}）`, en: `connection broken (${error.message})` };
      });
      socket.on('close', () => {
        clearTimeout(limit);
        events.ended(why);
      });
      return {
        write(bytes) {
          if (!socket.writable || socket.writableLength > UNSENT_LIMIT_BYTES) return false;
          socket.write(bytes);
          return true;
        },
        pause: () => void socket.pause(),
        resume: () => void socket.resume(),
        end: () => (socket.connecting ? socket.destroy() : socket.destroySoon()),
      };
    },
  };
}

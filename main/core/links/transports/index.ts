/** The transports a link can run over: one line each. */
import { ok, type Result } from '#shared/kit/result.ts';
import type { LinkRecord } from '#shared/wire/links/index.ts';
import type { RemoteAddress } from '#shared/wire/signal.ts';
import { openSerial } from './serial.ts';
import { openTcpClient } from './tcpClient.ts';
import { openTcpServer } from './tcpServer.ts';
import type { StreamHandlers, Transport } from './transport.ts';
import { openUdp } from './udp.ts';

export interface TransportHandlers extends StreamHandlers {
  /** `send` answers from the port the datagram came in by. */
  onDatagram(datagram: Buffer, remote: RemoteAddress, send: (answer: Buffer) => void): void;
}

/** Refused as `explainBind` says when a port cannot be had; what is plugged in or called later is a fault, not a refusal. */
export async function openTransport(
  record: LinkRecord['transport'],
  handlers: TransportHandlers,
): Promise<Result<Transport>> {
  switch (record.kind) {
    case 'udp':
      return openUdp({ ...record, ...handlers });
    case 'tcp':
      return openTcpServer(record, handlers);
    case 'tcpClient':
      return ok(openTcpClient(record, handlers));
    case 'serial':
      return ok(openSerial(record, handlers));
  }
}

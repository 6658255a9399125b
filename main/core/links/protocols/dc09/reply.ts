/** Replies as a sender must read them (PROTOCOLS §1.7): lenient, because receivers differ most in their NAK. */
import { type Decoded, decodeFrame } from './decode.ts';
import { splitDatagram } from './frame.ts';

export interface Reply {
  readonly kind: 'ack' | 'nak' | 'duh';
  readonly isEncrypted: boolean;
  readonly sequence: string;
  readonly account: string;
  /** The receiver's time, epoch ms; null when it sent none. */
  readonly at: number | null;
  readonly raw: Buffer;
}

const KINDS = { ACK: 'ack', RSP: 'ack', NAK: 'nak', DUH: 'duh' } as const;

/** The replies in one datagram; what is none, or was encrypted with another key, is left out. */
export function readReplies(datagram: Buffer, key: Buffer | undefined): Reply[] {
  return splitDatagram(datagram).flatMap((frame) => {
    if (!frame.ok) return [];
    const decoded: Decoded = decodeFrame(frame, () => key);
    if (!decoded.ok) return [];
    const { header, time } = decoded.message;
    const kind = KINDS[header.token as keyof typeof KINDS];
    if (!kind) return [];
    const { isEncrypted, sequence, account } = header;
    return [{ kind, isEncrypted, sequence, account, at: time?.at ?? null, raw: frame.raw }];
  });
}

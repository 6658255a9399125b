/**
 * Envelopes of Modbus: RTU with its CRC, TCP with its transaction number. An answer is looked for anywhere in what came, because
 * converters put noise in front; only what answers the request that stands is taken.
 */
import { answerLength, type BoxAnswer, type Request, readAnswer } from './pdu.ts';

export interface FoundAnswer {
  readonly answer: BoxAnswer;
  readonly raw: Buffer;
}

export interface Framing {
  /** `transaction` counts requests; only Modbus TCP sends it. */
  encode(request: Request, transaction: number): Buffer;
  /** The answer among these bytes, or null when it has not come whole. */
  find(bytes: Buffer, request: Request, transaction: number): FoundAnswer | null;
}

/** Reflected 0x8005, start 0xFFFF. */
export function crc16(bytes: Buffer): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}

export const rtuFraming: Framing = {
  encode({ unit, pdu }) {
    const body = Buffer.concat([Buffer.of(unit), pdu]);
    const crc = crc16(body);
    return Buffer.concat([body, Buffer.of(crc & 0xff, crc >> 8)]);
  },
  find(bytes, request) {
    for (let start = bytes.indexOf(request.unit); start >= 0; start = bytes.indexOf(request.unit, start + 1)) {
      const length = answerLength(request, bytes[start + 1] ?? 0);
      if (length === null) continue;
      const end = start + 1 + length;
      if (end + 2 > bytes.length || bytes.readUInt16LE(end) !== crc16(bytes.subarray(start, end))) continue;
      const answer = readAnswer(request, bytes.subarray(start + 1, end));
      if (answer) return { answer, raw: Buffer.from(bytes.subarray(start, end + 2)) };
    }
    return null;
  },
};

const HEADER_BYTES = 7;

export const tcpFraming: Framing = {
  encode({ unit, pdu }, transaction) {
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt16BE(transaction & 0xffff, 0);
    header.writeUInt16BE(pdu.length + 1, 4);
    header.writeUInt8(unit, 6);
    return Buffer.concat([header, pdu]);
  },
  find(bytes, request, transaction) {
    for (let start = 0; start + HEADER_BYTES < bytes.length; start++) {
      const length = answerLength(request, bytes[start + HEADER_BYTES]!);
      const end = start + HEADER_BYTES + (length ?? 0);
      if (length === null || end > bytes.length) continue;
      if (bytes.readUInt16BE(start) !== (transaction & 0xffff) || bytes.readUInt16BE(start + 2) !== 0) continue;
      if (bytes.readUInt16BE(start + 4) !== length + 1 || bytes[start + 6] !== request.unit) continue;
      const answer = readAnswer(request, bytes.subarray(start + HEADER_BYTES, end));
      if (answer) return { answer, raw: Buffer.from(bytes.subarray(start, end)) };
    }
    return null;
  },
};

/** Requests and answers without their envelope (PROTOCOLS §3.3): what is asked of a box and what it said. */
import type { OutputPermit } from '../../outputPermit.ts';

export type ReadArea = 'coils' | 'discreteInputs';

export interface Request {
  readonly unit: number;
  readonly pdu: Buffer;
  /** Bits asked for; 0 when something is written. */
  readonly bits: number;
}

export type BoxAnswer =
  | { readonly kind: 'bits'; readonly bits: readonly boolean[] }
  | { readonly kind: 'written' }
  | { readonly kind: 'exception'; readonly code: number };

const READ: Readonly<Record<ReadArea, number>> = { coils: 0x01, discreteInputs: 0x02 };
const WRITE_COIL = 0x05;
const WRITE_REGISTER = 0x06;
const EXCEPTION = 0x80;

export function readBits(unit: number, area: ReadArea, start: number, bits: number): Request {
  return { unit, bits, pdu: pduOf(READ[area], start, bits) };
}

export function writeCoil(_permit: OutputPermit, unit: number, coil: number, isOn: boolean): Request {
  return { unit, bits: 0, pdu: pduOf(WRITE_COIL, coil, isOn ? 0xff00 : 0x0000) };
}

export function writeRegister(_permit: OutputPermit, unit: number, register: number, value: number): Request {
  return { unit, bits: 0, pdu: pduOf(WRITE_REGISTER, register, value) };
}

/** Bytes of the answer that begins with this function code; null when it answers something else. */
export function answerLength({ pdu, bits }: Request, functionCode: number): number | null {
  if (functionCode === (pdu[0]! | EXCEPTION)) return 2;
  if (functionCode !== pdu[0]) return null;
  return bits > 0 ? 2 + Math.ceil(bits / 8) : pdu.length;
}

/** Null when the bytes are no answer to this request. Never throws. */
export function readAnswer(request: Request, pdu: Buffer): BoxAnswer | null {
  const [functionCode, second] = pdu;
  if (functionCode === undefined || second === undefined) return null;
  if (answerLength(request, functionCode) !== pdu.length) return null;
  if (functionCode & EXCEPTION) return { kind: 'exception', code: second };
  if (request.bits === 0) return pdu.equals(request.pdu) ? { kind: 'written' } : null;
  if (second !== pdu.length - 2) return null;
  const bits = Array.from({ length: request.bits }, (_, bit) => (pdu[2 + (bit >> 3)]! & (1 << (bit & 7))) !== 0);
  return { kind: 'bits', bits };
}

function pduOf(functionCode: number, first: number, second: number): Buffer {
  const pdu = Buffer.alloc(5);
  pdu.writeUInt8(functionCode, 0);
  pdu.writeUInt16BE(first, 1);
  pdu.writeUInt16BE(second, 3);
  return pdu;
}

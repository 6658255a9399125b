/**
 * A captured Modbus frame as plain JSON, question or answer: what `npm run decode` prints. The bus itself reads answers against
 * the question it asked (framing.ts); a captured line has no question beside it.
 */
import { crc16 } from './framing.ts';

export type ModbusFraming = 'rtu' | 'tcp';

export type ModbusDescription =
  | {
      readonly ok: true;
      readonly framing: ModbusFraming;
      /** Modbus TCP only. */
      readonly transaction?: number;
      readonly unit: number;
      readonly function: number;
      /** What the function does, in English; `unknown` for one nobody uses here. */
      readonly name: string;
      readonly kind: Meaning['kind'];
      readonly [field: string]: unknown;
    }
  | { readonly ok: false; readonly reason: 'format' | 'crc' | 'length'; readonly detail: string };

type Meaning =
  | { readonly kind: 'request'; readonly start: number; readonly quantity: number; readonly [field: string]: unknown }
  /** LSB first from the address that was asked for; `on` are the ones, counted from 0. */
  | { readonly kind: 'bits'; readonly bits: readonly (0 | 1)[]; readonly on: readonly number[] }
  | { readonly kind: 'registers'; readonly registers: readonly number[] }
  /** One bit or register: the question and its answer are the same bytes. */
  | { readonly kind: 'write'; readonly address: number; readonly value: boolean | number }
  /** Several at once, as asked for, or as confirmed. */
  | { readonly kind: 'writeMany'; readonly start: number; readonly quantity: number; readonly [field: string]: unknown }
  | { readonly kind: 'written'; readonly start: number; readonly quantity: number }
  | { readonly kind: 'exception'; readonly code: number; readonly exception: string }
  | { readonly kind: 'other'; readonly data: string };

interface FunctionCode {
  readonly name: string;
  readonly form: 'readBits' | 'readRegisters' | 'writeOne' | 'writeMany';
  /** What a request may ask for at most. */
  readonly most: number;
}

const FUNCTIONS: Readonly<Record<number, FunctionCode>> = {
  1: { name: 'read coils', form: 'readBits', most: 2_000 },
  2: { name: 'read discrete inputs', form: 'readBits', most: 2_000 },
  3: { name: 'read holding registers', form: 'readRegisters', most: 125 },
  4: { name: 'read input registers', form: 'readRegisters', most: 125 },
  5: { name: 'write coil', form: 'writeOne', most: 1 },
  6: { name: 'write register', form: 'writeOne', most: 1 },
  15: { name: 'write coils', form: 'writeMany', most: 1_968 },
  16: { name: 'write registers', form: 'writeMany', most: 123 },
};
const WRITE_COIL = 5;
const WRITE_COILS = 15;
const EXCEPTION_BIT = 0x80;
const EXCEPTIONS: Readonly<Record<number, string>> = {
  1: 'illegal function',
  2: 'illegal address',
  3: 'illegal value',
  4: 'device failure',
  5: 'acknowledged, takes longer',
  6: 'busy',
  8: 'memory parity error',
  10: 'gateway path unavailable',
  11: 'no answer behind the gateway',
};
/** Unit, function, one byte, CRC. */
const SHORTEST_RTU = 5;
const HEADER_BYTES = 7;
const LONGEST_PDU = 253;

/** Without a framing: Modbus TCP where its header fits and the CRC does not. */
export function describeModbus(bytes: Buffer, framing?: ModbusFraming): ModbusDescription {
  const rtu = framing === 'tcp' ? null : readRtu(bytes);
  if (rtu?.ok) return rtu;
  const tcp = framing === 'rtu' ? null : readTcp(bytes);
  return tcp?.ok || !rtu ? (tcp ?? refused('format', 'no frame')) : rtu;
}

function readRtu(bytes: Buffer): ModbusDescription {
  if (bytes.length < SHORTEST_RTU) return refused('format', 'too short for unit, function and CRC');
  const body = bytes.subarray(0, -2);
  const crc = crc16(body);
  const written = bytes.readUInt16LE(body.length);
  if (crc !== written) return refused('crc', `the CRC is ${hex16(written)} and should be ${hex16(crc)}`);
  return describePdu({ framing: 'rtu', unit: body[0]! }, body.subarray(1));
}

function readTcp(bytes: Buffer): ModbusDescription {
  if (bytes.length < HEADER_BYTES + 2) return refused('format', 'too short for a Modbus TCP header');
  if (bytes.readUInt16BE(2) !== 0) return refused('format', 'the protocol number is not 0');
  if (bytes.readUInt16BE(4) !== bytes.length - 6)
    return refused('length', 'the length in the header is not that of the rest');
  const head = { framing: 'tcp', transaction: bytes.readUInt16BE(0), unit: bytes[6]! } as const;
  return describePdu(head, bytes.subarray(HEADER_BYTES));
}

const refused = (reason: 'format' | 'crc' | 'length', detail: string) => ({ ok: false, reason, detail }) as const;
const hex16 = (value: number) => value.toString(16).toUpperCase().padStart(4, '0');

function describePdu(
  head: { framing: ModbusFraming; unit: number; transaction?: number },
  pdu: Buffer,
): ModbusDescription {
  if (pdu.length > LONGEST_PDU) return refused('length', 'longer than any Modbus message');
  const isException = (pdu[0]! & EXCEPTION_BIT) !== 0;
  const number = pdu[0]! & ~EXCEPTION_BIT;
  const known = FUNCTIONS[number];
  const front = { ok: true, ...head, function: number, name: known?.name ?? 'unknown' } as const;
  if (isException) {
    const code = pdu[1];
    if (code === undefined || pdu.length !== 2) return refused('length', 'an exception has one code');
    return { ...front, kind: 'exception', code, exception: EXCEPTIONS[code] ?? 'unknown' };
  }
  if (!known) return { ...front, kind: 'other', data: pdu.toString('hex', 1) };
  const [meaning, other] = meaningsOf(known, number, pdu);
  if (!meaning) return refused('length', `fits neither a question nor an answer of function ${number}`);
  return { ...front, ...meaning, ...(other && { or: other }) };
}

/** Usually one. A question for addresses from 768 on may have the bytes of an answer; then both are said. */
function meaningsOf({ form, most }: FunctionCode, number: number, pdu: Buffer): Meaning[] {
  switch (form) {
    case 'readBits':
    case 'readRegisters':
      return [...answerOf(form, pdu), ...requestOf(pdu, most)];
    case 'writeOne':
      return writeOf(number, pdu);
    case 'writeMany':
      return writeManyOf(number, pdu, most);
  }
}

function requestOf(pdu: Buffer, most: number): Meaning[] {
  if (pdu.length !== 5) return [];
  const quantity = pdu.readUInt16BE(3);
  return quantity >= 1 && quantity <= most ? [{ kind: 'request', start: pdu.readUInt16BE(1), quantity }] : [];
}

function answerOf(form: 'readBits' | 'readRegisters', pdu: Buffer): Meaning[] {
  const data = pdu.subarray(2);
  if (data.length === 0 || pdu[1] !== data.length) return [];
  if (form === 'readRegisters') return data.length % 2 === 0 ? [{ kind: 'registers', registers: wordsOf(data) }] : [];
  const bits = bitsOf(data);
  return [{ kind: 'bits', bits, on: bits.flatMap((bit, index) => (bit === 1 ? [index] : [])) }];
}

function writeOf(number: number, pdu: Buffer): Meaning[] {
  if (pdu.length !== 5) return [];
  const address = pdu.readUInt16BE(1);
  const value = pdu.readUInt16BE(3);
  if (number !== WRITE_COIL) return [{ kind: 'write', address, value }];
  return value === 0xff00 || value === 0 ? [{ kind: 'write', address, value: value !== 0 }] : [];
}

function writeManyOf(number: number, pdu: Buffer, most: number): Meaning[] {
  if (pdu.length < 5) return [];
  const start = pdu.readUInt16BE(1);
  const quantity = pdu.readUInt16BE(3);
  if (quantity < 1 || quantity > most) return [];
  if (pdu.length === 5) return [{ kind: 'written', start, quantity }];
  const data = pdu.subarray(6);
  const bytes = number === WRITE_COILS ? Math.ceil(quantity / 8) : quantity * 2;
  if (pdu[5] !== bytes || data.length !== bytes) return [];
  const content = number === WRITE_COILS ? { bits: bitsOf(data).slice(0, quantity) } : { registers: wordsOf(data) };
  return [{ kind: 'writeMany', start, quantity, ...content }];
}

const bitsOf = (data: Buffer) =>
  [...data].flatMap((byte) => Array.from({ length: 8 }, (_, bit) => ((byte >> bit) & 1) as 0 | 1));
const wordsOf = (data: Buffer) => Array.from({ length: data.length / 2 }, (_, index) => data.readUInt16BE(index * 2));

/** Message ids and the small bodies of JT/T 808, both directions (PROTOCOLS §4.4). Reads never throw: null is "malformed". */
import iconv from 'iconv-lite';
import { BODY_LIMIT_BYTES, type Version, words } from './header.ts';

export const UPLINK = {
  terminalReply: 0x0001,
  heartbeat: 0x0002,
  logout: 0x0003,
  register: 0x0100,
  authenticate: 0x0102,
  location: 0x0200,
  batch: 0x0704,
} as const;

export const DOWNLINK = {
  generalReply: 0x8001,
  registerReply: 0x8100,
  queryLocation: 0x8201,
  confirmAlarm: 0x8203,
  text: 0x8300,
} as const;

/** Results of the platform's general reply 0x8001. */
export const RESULT = { ok: 0, failed: 1, bad: 2, unsupported: 3, alarmConfirmed: 4 } as const;
export type ReplyResult = (typeof RESULT)[keyof typeof RESULT];

/** Results of the registration reply 0x8100. */
export const REGISTER_RESULT = { ok: 0, noSuchTerminal: 4 } as const;

export interface TerminalReply {
  readonly replySerial: number;
  readonly replyMessageId: number;
  readonly result: number;
}

export function readTerminalReply(body: Buffer): TerminalReply | null {
  if (body.length < 5) return null;
  return { replySerial: body.readUInt16BE(0), replyMessageId: body.readUInt16BE(2), result: body[4]! };
}

/** Platform and terminal reply with the same five bytes. */
export function writeReply(replySerial: number, replyMessageId: number, result: number): Buffer {
  return Buffer.concat([words(replySerial, replyMessageId), Buffer.of(result)]);
}

export interface Registration {
  readonly province: number;
  readonly city: number;
  readonly maker: string;
  readonly model: string;
  readonly terminalId: string;
  readonly plateColour: number;
  readonly plate: string;
}

/** Widths of maker, model and id. A body too short for 2013 is of 2011, whose model is 8 wide. */
const WIDTHS = { 2019: [11, 30, 30], 2013: [5, 20, 7], 2011: [5, 8, 7] } as const;

export function readRegistration(body: Buffer, version: Version): Registration | null {
  const isOf2011 = version === 2013 && body.length < 4 + 5 + 20 + 7 + 1;
  const [makerBytes, modelBytes, idBytes] = WIDTHS[isOf2011 ? 2011 : version];
  const modelFrom = 4 + makerBytes;
  const idFrom = modelFrom + modelBytes;
  const colourFrom = idFrom + idBytes;
  if (body.length <= colourFrom) return null;
  return {
    province: body.readUInt16BE(0),
    city: body.readUInt16BE(2),
    maker: readPadded(body.subarray(4, modelFrom)),
    model: readPadded(body.subarray(modelFrom, idFrom)),
    terminalId: readPadded(body.subarray(idFrom, colourFrom)),
    plateColour: body[colourFrom]!,
    plate: readText(body.subarray(colourFrom + 1)),
  };
}

/** As a terminal writes it: for simulators and tests. Throws nothing; what is too long is cut. */
export function writeRegistration(registration: Registration, version: Version): Buffer {
  const [makerBytes, modelBytes, idBytes] = WIDTHS[version];
  const field = (text: string, bytes: number) => Buffer.concat([writeText(text), Buffer.alloc(bytes)], bytes);
  return Buffer.concat([
    words(registration.province, registration.city),
    field(registration.maker, makerBytes),
    field(registration.model, modelBytes),
    field(registration.terminalId, idBytes),
    Buffer.of(registration.plateColour),
    writeText(registration.plate),
  ]);
}

/** 0x8100. The code only follows a success, and has no length of its own. */
export function writeRegisterReply(replySerial: number, result: number, code: string): Buffer {
  const head = Buffer.concat([words(replySerial), Buffer.of(result)]);
  return result === REGISTER_RESULT.ok ? Buffer.concat([head, writeText(code)]) : head;
}

export interface Authentication {
  readonly code: string;
  /** 2019 only, '' when blank. */
  readonly imei: string;
  readonly softwareVersion: string;
}

export function readAuthentication(body: Buffer, version: Version): Authentication | null {
  if (version === 2013) return { code: readText(body), imei: '', softwareVersion: '' };
  const codeTo = 1 + (body[0] ?? 0);
  if (body.length < codeTo) return null;
  return {
    code: readText(body.subarray(1, codeTo)),
    imei: readText(body.subarray(codeTo, codeTo + 15)),
    softwareVersion: readText(body.subarray(codeTo + 15, codeTo + 35)),
  };
}

export function writeAuthentication({ code, imei, softwareVersion }: Authentication, version: Version): Buffer {
  const bytes = writeText(code);
  if (version === 2013) return bytes;
  const fixed = (text: string, width: number) => Buffer.concat([writeText(text), Buffer.alloc(width)], width);
  return Buffer.concat([Buffer.of(bytes.length), bytes, fixed(imei, 15), fixed(softwareVersion, 20)]);
}

/** Serial 0 means every alarm of the types in the mask (bit n of it is alarm bit n). */
export function writeConfirmAlarm(alarmSerial: number, alarmMask: number): Buffer {
  const body = Buffer.alloc(6);
  body.writeUInt16BE(alarmSerial, 0);
  body.writeUInt32BE(alarmMask >>> 0, 2);
  return body;
}

export const TEXT_FLAGS = { emergency: 0x01, display: 0x04, speak: 0x08 } as const;
/** 2019 says besides the flags what kind of text it is: 1 notice, 2 service. */
const TEXT_KIND_NOTICE = 1;

/** 0x8300. A text longer than one frame is cut after a whole character and ends in "…". */
export function writeTextMessage(text: string, flags: number, version: Version): Buffer {
  const head = version === 2019 ? Buffer.of(flags, TEXT_KIND_NOTICE) : Buffer.of(flags);
  return Buffer.concat([head, fitText(text, BODY_LIMIT_BYTES - head.length)]);
}

export interface TextMessage {
  readonly flags: number;
  readonly text: string;
}

/** As a terminal reads it. */
export function readTextMessage(body: Buffer, version: Version): TextMessage | null {
  const from = version === 2019 ? 2 : 1;
  if (body.length < from) return null;
  return { flags: body[0]!, text: iconv.decode(body.subarray(from), 'gbk') };
}

function fitText(text: string, bytes: number): Buffer {
  const whole = writeText(text);
  if (whole.length <= bytes) return whole;
  const ellipsis = writeText('…');
  const kept: Buffer[] = [];
  let left = bytes - ellipsis.length;
  for (const character of text) {
    const encoded = writeText(character);
    left -= encoded.length;
    if (left < 0) break;
    kept.push(encoded);
  }
  return Buffer.concat([...kept, ellipsis]);
}

/** Padding differs: NUL or blank, in front or behind. */
function readText(bytes: Buffer): string {
  return iconv.decode(bytes, 'gbk').replace(/^[\0\s]+|[\0\s]+$/g, '');
}

/** Makers also fill with the digit 0; behind, it may be part of the number. */
const readPadded = (bytes: Buffer) => readText(bytes).replace(/^0+/, '');

/** Characters GBK does not have become '?'. */
function writeText(text: string): Buffer {
  return iconv.encode(text, 'gbk');
}

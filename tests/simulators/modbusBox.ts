/**
 * Button boxes and sirens as they answer on a bus (PROTOCOLS §3.3): RTU or Modbus TCP over any wire. Written against the
 * published protocol and not with our own codec, so that a mistake there cannot hide here.
 */
import type { Disposable } from '#shared/kit/disposable.ts';
import type { Wire } from './wire/wire.ts';

export interface SirenOfBox {
  readonly coil: number;
  /** Falls so long after the register said, or after it was last written. Absent: stays as written. */
  readonly watchdog?: { readonly register: number; readonly unitMs: number } | { readonly holdMs: number };
}

/** One box. Change `inputs` and `coils` at will: they are what the box shows. */
export class BoxState {
  readonly inputs = new Set<number>();
  readonly coils = new Set<number>();
  readonly registers = new Map<number, number>();
  /** Every write taken, in order: `coil 3 on`, `register 10 = 180`. */
  readonly writes: string[] = [];
  polls = 0;
  siren: SirenOfBox | null = null;
  /** Written on, this coil clears these inputs and falls again. */
  latch: { readonly coil: number; readonly inputs: readonly number[] } | null = null;
  /** Answers nothing, as when its power is gone. */
  isDead = false;
  /** Echoes writes and does nothing, as with a burnt relay. */
  isStuck = false;
  /** Answers everything with this exception. */
  exception: number | null = null;
  answerAfterMs = 0;
  #fall: NodeJS.Timeout | undefined;

  /** The answer without its envelope. */
  answer(pdu: Buffer): Buffer {
    const functionCode = pdu.readUInt8(0);
    const refuse = (code: number) => Buffer.of(functionCode | 0x80, code);
    if (this.exception !== null) return refuse(this.exception);
    if (pdu.length < 5) return refuse(3);
    const [first, second] = [pdu.readUInt16BE(1), pdu.readUInt16BE(3)];
    switch (functionCode) {
      case 1:
      case 2: {
        this.polls += 1;
        const bytes = Buffer.alloc(Math.ceil(second / 8));
        const on = functionCode === 1 ? this.coils : this.inputs;
        for (let bit = 0; bit < second; bit++) if (on.has(first + bit)) bytes[bit >> 3]! |= 1 << (bit & 7);
        return Buffer.concat([Buffer.of(functionCode, bytes.length), bytes]);
      }
      case 5:
        this.#writeCoil(first, second === 0xff00);
        return pdu;
      case 6:
        this.writes.push(`register ${first} = ${second}`);
        this.registers.set(first, second);
        return pdu;
      default:
        return refuse(1);
    }
  }

  powerOff(): void {
    clearTimeout(this.#fall);
  }

  #writeCoil(coil: number, isOn: boolean): void {
    this.writes.push(`coil ${coil} ${isOn ? 'on' : 'off'}`);
    if (this.isStuck) return;
    if (this.latch?.coil === coil) {
      if (isOn) for (const input of this.latch.inputs) this.inputs.delete(input);
      return;
    }
    if (isOn) this.coils.add(coil);
    else this.coils.delete(coil);
    clearTimeout(this.#fall);
    const watchdog = this.siren?.coil === coil ? this.siren.watchdog : undefined;
    if (!isOn || !watchdog) return;
    const ms = 'holdMs' in watchdog ? watchdog.holdMs : (this.registers.get(watchdog.register) ?? 0) * watchdog.unitMs;
    this.#fall = setTimeout(() => this.coils.delete(coil), ms);
  }
}

export type ModbusFraming = 'rtu' | 'tcp';

export interface ModbusBoxOptions {
  readonly framing: ModbusFraming;
  /** By unit number. Others on the bus stay silent. */
  readonly boxes: ReadonlyMap<number, BoxState>;
  /** Sees every answer; what it returns goes out instead: nothing, half, twice, spoilt. */
  readonly spoil?: (frame: Buffer, unit: number) => readonly Buffer[];
}

/** Boxes on one wire. Reattach with a new one after a replug: the boxes keep their state. */
export class ModbusBoxSimulator implements Disposable {
  readonly #options: ModbusBoxOptions;
  readonly #wire: Wire;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(wire: Wire, options: ModbusBoxOptions) {
    this.#wire = wire;
    this.#options = options;
    wire.onBytes((bytes) => this.#take(bytes));
  }

  dispose(): void {
    this.#wire.close();
  }

  #take(bytes: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, bytes]);
    for (;;) {
      const cut = this.#options.framing === 'rtu' ? cutRtu(this.#bytes) : cutTcp(this.#bytes);
      if (!cut) return;
      this.#bytes = this.#bytes.subarray(cut.length);
      if (cut.unit !== null) this.#serve(cut.unit, cut.pdu, cut.transaction);
    }
  }

  #serve(unit: number, pdu: Buffer, transaction: number): void {
    const box = this.#options.boxes.get(unit);
    if (!box || box.isDead) return;
    const answer = Buffer.concat([Buffer.of(unit), box.answer(pdu)]);
    const frame = this.#options.framing === 'rtu' ? sealRtu(answer) : sealTcp(answer, transaction);
    const send = () => {
      for (const part of this.#options.spoil?.(frame, unit) ?? [frame]) this.#wire.send(part);
    };
    if (box.answerAfterMs > 0) setTimeout(send, box.answerAfterMs);
    else send();
  }
}

interface Cut {
  readonly length: number;
  /** Null when only noise was cut off. */
  readonly unit: number | null;
  readonly pdu: Buffer;
  readonly transaction: number;
}

/** Every request we serve has eight bytes; what has no sound CRC is noise. */
function cutRtu(bytes: Buffer): Cut | null {
  if (bytes.length < 8) return null;
  const frame = bytes.subarray(0, 8);
  const isSound = sealRtu(frame.subarray(0, 6)).equals(frame);
  if (!isSound) return { length: 1, unit: null, pdu: frame, transaction: 0 };
  return { length: 8, unit: frame.readUInt8(0), pdu: Buffer.from(frame.subarray(1, 6)), transaction: 0 };
}

function cutTcp(bytes: Buffer): Cut | null {
  if (bytes.length < 8) return null;
  const length = 6 + bytes.readUInt16BE(4);
  if (bytes.length < length) return null;
  const pdu = Buffer.from(bytes.subarray(7, length));
  return { length, unit: bytes.readUInt8(6), pdu, transaction: bytes.readUInt16BE(0) };
}

function sealRtu(body: Buffer): Buffer {
  let crc = 0xffff;
  for (const byte of body) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  }
  return Buffer.concat([body, Buffer.of(crc & 0xff, crc >>> 8)]);
}

function sealTcp(body: Buffer, transaction: number): Buffer {
  const header = Buffer.alloc(6);
  header.writeUInt16BE(transaction, 0);
  header.writeUInt16BE(body.length, 4);
  return Buffer.concat([header, body]);
}

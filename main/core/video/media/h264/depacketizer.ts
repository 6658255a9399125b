/**
 * RTP payloads of H.264 (RFC 6184, packetization mode 0 and 1: single units, STAP-A, FU-A) → access units. Bytes of a camera
 * are hostile: nothing here throws, and nothing grows without a limit. After a gap nothing is given until the next key picture:
 * a smeared picture must not pass for a true one.
 */
import type { AccessUnit } from './accessUnit.ts';
import { isPicture, NAL, nalType } from './nal.ts';
import { ParameterSets } from './parameterSets.ts';
import type { RtpPacket } from './rtpPacket.ts';

const MOST_UNITS = 256;
const MOST_BYTES = 4 * 1024 * 1024;
const WRAP = 2 ** 32;

/** Why a packet was not used; counted, and said when nothing comes of a stream. */
export type RtpFault = 'gap' | 'truncated' | 'tooLarge' | 'unsupportedPacket' | 'strayFragment';

export class Depacketizer {
  readonly #sets = new ParameterSets();
  readonly #onUnit: (unit: AccessUnit) => void;
  readonly #onFault: (fault: RtpFault) => void;
  #units: Buffer[] = [];
  #bytes = 0;
  #fragment: Buffer[] | null = null;
  #timestamp: number | null = null;
  #ticks = 0;
  #nextSequence: number | null = null;
  #awaitsKey = true;

  constructor(onUnit: (unit: AccessUnit) => void, onFault: (fault: RtpFault) => void = () => undefined) {
    this.#onUnit = onUnit;
    this.#onFault = onFault;
  }

  /** SPS and PPS of the SDP (sprop-parameter-sets). */
  learn(sets: readonly Buffer[]): void {
    this.#sets.learn(sets);
  }

  push(packet: RtpPacket): void {
    if (this.#nextSequence !== null && packet.sequence !== this.#nextSequence) this.#lose('gap');
    this.#nextSequence = (packet.sequence + 1) & 0xffff;
    if (packet.timestamp !== this.#timestamp) this.#beginAt(packet.timestamp);
    this.#take(packet.payload);
    // A camera may mark the end of its parameter sets too: without a picture the unit is not over.
    if (packet.isMarked && this.#units.some(isPicture)) this.#finish();
  }

  #beginAt(timestamp: number): void {
    if (this.#units.some(isPicture)) this.#finish();
    const step = this.#timestamp === null ? 0 : (timestamp - this.#timestamp + WRAP) % WRAP;
    // Behind the half it went back: pictures that refer to later ones, or a camera whose clock was set.
    this.#ticks += step < WRAP / 2 ? step : step - WRAP;
    this.#timestamp = timestamp;
  }

  #take(payload: Buffer): void {
    const type = nalType(payload);
    if (payload.length === 0) return this.#lose('truncated');
    if (type > 0 && type < NAL.stapA) return this.#add(payload);
    if (type === NAL.stapA) return this.#takeAggregate(payload);
    if (type === NAL.fuA) return this.#takeFragment(payload);
    this.#lose('unsupportedPacket');
  }

  #takeAggregate(payload: Buffer): void {
    let at = 1;
    while (at + 2 <= payload.length) {
      const length = payload.readUInt16BE(at);
      at += 2;
      if (length === 0 || at + length > payload.length) return this.#lose('truncated');
      this.#add(payload.subarray(at, at + length));
      at += length;
    }
    if (at !== payload.length || at === 1) this.#lose('truncated');
  }

  #takeFragment(payload: Buffer): void {
    if (payload.length < 3) return this.#lose('truncated');
    const [indicator, header] = [payload[0]!, payload[1]!];
    const body = payload.subarray(2);
    if (header & 0x80) this.#fragment = [Buffer.from([(indicator & 0xe0) | (header & 0x1f)])];
    else if (this.#fragment === null) return this.#lose('strayFragment');
    this.#bytes += body.length;
    if (this.#bytes > MOST_BYTES) return this.#lose('tooLarge');
    this.#fragment!.push(body);
    if (!(header & 0x40)) return;
    const whole = Buffer.concat(this.#fragment!);
    this.#fragment = null;
    this.#bytes -= whole.length - 1;
    this.#add(whole);
  }

  #add(nal: Buffer): void {
    this.#bytes += nal.length;
    if (this.#bytes > MOST_BYTES || this.#units.length >= MOST_UNITS) return this.#lose('tooLarge');
    this.#units.push(nal);
  }

  #lose(fault: RtpFault): void {
    this.#onFault(fault);
    this.#awaitsKey = true;
    this.#clear();
  }

  #finish(): void {
    const unit = this.#sets.complete(this.#units, this.#ticks);
    this.#clear();
    if (unit === null || (this.#awaitsKey && !unit.isKey)) return;
    this.#awaitsKey = false;
    this.#onUnit(unit);
  }

  #clear(): void {
    this.#units = [];
    this.#fragment = null;
    this.#bytes = 0;
  }
}

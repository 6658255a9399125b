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
const MOST_FRAGMENTS = 8_192;
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
    let fault: RtpFault | null = 'unsupportedPacket';
    if (payload.length === 0) fault = 'truncated';
    else if (type > 0 && type < NAL.stapA) fault = this.#add(payload);
    else if (type === NAL.stapA) fault = this.#takeAggregate(payload);
    else if (type === NAL.fuA) fault = this.#takeFragment(payload);
    if (fault !== null) this.#lose(fault);
  }

  #takeAggregate(payload: Buffer): RtpFault | null {
    let at = 1;
    while (at + 2 <= payload.length) {
      const length = payload.readUInt16BE(at);
      at += 2;
      if (length === 0 || at + length > payload.length) return 'truncated';
      const fault = this.#add(payload.subarray(at, at + length));
      if (fault !== null) return fault;
      at += length;
    }
    return at !== payload.length || at === 1 ? 'truncated' : null;
  }

  #takeFragment(payload: Buffer): RtpFault | null {
    if (payload.length < 3) return 'truncated';
    const [indicator, header] = [payload[0]!, payload[1]!];
    const body = payload.subarray(2);
    if (header & 0x80) this.#fragment = [Buffer.from([(indicator & 0xe0) | (header & 0x1f)])];
    if (this.#fragment === null) return 'strayFragment';
    this.#bytes += body.length;
    if (this.#bytes > MOST_BYTES || this.#fragment.length > MOST_FRAGMENTS) return 'tooLarge';
    this.#fragment.push(body);
    if (!(header & 0x40)) return null;
    const whole = Buffer.concat(this.#fragment);
    this.#fragment = null;
    this.#bytes -= whole.length - 1;
    return this.#add(whole);
  }

  #add(nal: Buffer): RtpFault | null {
    this.#bytes += nal.length;
    if (this.#bytes > MOST_BYTES || this.#units.length >= MOST_UNITS) return 'tooLarge';
    this.#units.push(nal);
    return null;
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

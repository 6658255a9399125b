/**
 * FLV → access units: what a media server sends over its WebSocket. A pure reader of hostile bytes: it throws nothing, keeps no more
 * than one tag, and takes nothing after a fault.
 */
import { type AccessUnit, TICKS_A_SECOND } from '../h264/accessUnit.ts';
import { ParameterSets } from '../h264/parameterSets.ts';

export type FlvFault = 'notFlv' | 'tagTooLarge' | 'unsupportedCodec' | 'brokenUnit';

const MOST_TAG_BYTES = 8 * 1024 * 1024;
const TAG_HEAD = 11;
const VIDEO_TAG = 9;
const AVC = 7;

export class FlvReader {
  readonly #sets = new ParameterSets();
  #held: Buffer = Buffer.alloc(0);
  #hasHeader = false;
  #lengthBytes = 4;
  #fault: FlvFault | null = null;

  get fault(): FlvFault | null {
    return this.#fault;
  }

  push(chunk: Buffer): AccessUnit[] {
    if (this.#fault !== null) return [];
    this.#held = this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]);
    const units: AccessUnit[] = [];
    if (!this.#hasHeader && !this.#takeHeader()) return units;
    while (this.#fault === null && this.#held.length >= TAG_HEAD) {
      const bytes = this.#held.readUIntBE(1, 3);
      const end = TAG_HEAD + bytes + 4;
      if (bytes > MOST_TAG_BYTES) this.#fault = 'tagTooLarge';
      if (this.#fault !== null || this.#held.length < end) break;
      const type = this.#held[0]! & 0x1f;
      const atMs = this.#held.readUIntBE(4, 3) + this.#held[7]! * 2 ** 24;
      const unit = type === VIDEO_TAG ? this.#takeVideo(this.#held.subarray(TAG_HEAD, TAG_HEAD + bytes), atMs) : null;
      if (unit !== null) units.push(unit);
      this.#held = this.#held.subarray(end);
    }
    return units;
  }

  #takeHeader(): boolean {
    if (this.#held.length < 13) return false;
    const start = this.#held.readUInt32BE(5);
    this.#hasHeader = this.#held.toString('latin1', 0, 3) === 'FLV' && start === 9;
    if (!this.#hasHeader) this.#fault = 'notFlv';
    this.#held = this.#held.subarray(13);
    return this.#hasHeader;
  }

  #takeVideo(body: Buffer, atMs: number): AccessUnit | null {
    if (body.length < 5) return null;
    // The high bit is the newer header of Enhanced RTMP, under which servers send HEVC and AV1.
    if ((body[0]! & 0x8f) !== AVC) this.#fault = 'unsupportedCodec';
    if (this.#fault !== null) return null;
    if (body[1] === 0) this.#learn(body.subarray(5));
    if (body[1] !== 1) return null;
    const offsetMs = (body.readUIntBE(2, 3) << 8) >> 8;
    const nals = this.#unitsOf(body.subarray(5));
    if (nals === null) return null;
    return this.#sets.complete(nals, Math.round(((atMs + offsetMs) * TICKS_A_SECOND) / 1_000));
  }

  #unitsOf(bytes: Buffer): Buffer[] | null {
    const nals: Buffer[] = [];
    for (let at = 0; at < bytes.length; ) {
      if (at + this.#lengthBytes > bytes.length) return this.#break();
      const length = bytes.readUIntBE(at, this.#lengthBytes);
      at += this.#lengthBytes;
      if (at + length > bytes.length) return this.#break();
      if (length > 0) nals.push(bytes.subarray(at, at + length));
      at += length;
    }
    return nals;
  }

  #learn(record: Buffer): void {
    if (record.length < 7) return void this.#break();
    this.#lengthBytes = (record[4]! & 3) + 1;
    let at = 6;
    for (const count of [record[5]! & 0x1f, null]) {
      const units = count ?? record[at++] ?? 0;
      for (let index = 0; index < units; index++) {
        if (at + 2 > record.length) return void this.#break();
        const end = at + 2 + record.readUInt16BE(at);
        if (end > record.length) return void this.#break();
        this.#sets.learn([record.subarray(at + 2, end)]);
        at = end;
      }
    }
  }

  #break(): null {
    this.#fault = 'brokenUnit';
    return null;
  }
}

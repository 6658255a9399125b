/** Access units → FLV (Adobe FLV 10.1, annex E): a viewer's own stream, whose clock begins at zero with its first key picture. */
import { type AccessUnit, TICKS_A_SECOND } from '../h264/accessUnit.ts';
import { NAL, nalType } from '../h264/nal.ts';

const VIDEO_TAG = 9;
const KEY = 0x17;
const INTER = 0x27;
const SEQUENCE_HEADER = 0;
const PICTURE = 1;
/** "FLV", version 1, video only, nine bytes of header, and no tag before the first. */
const FILE_HEADER = Buffer.from([0x46, 0x4c, 0x56, 1, 1, 0, 0, 0, 9, 0, 0, 0, 0]);

export class FlvMuxer {
  #baseTicks: number | null = null;
  #configuration: Buffer | null = null;
  #lastMs = -1;
  /** How far pictures are shown behind the moment they are decoded; 0 without B-frames. */
  #delayMs = 0;

  /** Empty until the first key picture. */
  push(unit: AccessUnit): Buffer[] {
    if (this.#baseTicks === null && !unit.isKey) return [];
    const out: Buffer[] = [];
    if (this.#baseTicks === null) {
      this.#baseTicks = unit.ticks;
      out.push(FILE_HEADER);
    }
    const shownMs = Math.round(((unit.ticks - this.#baseTicks) * 1_000) / TICKS_A_SECOND);
    const decodedMs = Math.max(this.#lastMs + 1, shownMs - this.#delayMs);
    this.#delayMs += Math.max(0, decodedMs - shownMs);
    this.#lastMs = decodedMs;
    const configuration = unit.isKey ? configurationOf(unit) : null;
    if (configuration !== null && !this.#configuration?.equals(configuration)) {
      this.#configuration = configuration;
      out.push(...tag(decodedMs, [Buffer.from([KEY, SEQUENCE_HEADER, 0, 0, 0]), configuration]));
    }
    const head = Buffer.from([unit.isKey ? KEY : INTER, PICTURE, 0, 0, 0]);
    head.writeUIntBE(Math.max(0, shownMs - decodedMs), 2, 3);
    const body = unit.nals.filter((nal) => nalType(nal) !== NAL.sps && nalType(nal) !== NAL.pps);
    out.push(...tag(decodedMs, [head, ...body.flatMap((nal) => [lengthOf(nal), nal])]));
    return out;
  }
}

function tag(atMs: number, parts: readonly Buffer[]): Buffer[] {
  const bytes = parts.reduce((sum, part) => sum + part.length, 0);
  const head = Buffer.alloc(11);
  head[0] = VIDEO_TAG;
  head.writeUIntBE(bytes, 1, 3);
  head.writeUIntBE(atMs & 0xff_ffff, 4, 3);
  head[7] = Math.floor(atMs / 2 ** 24) & 0xff;
  const behind = Buffer.alloc(4);
  behind.writeUInt32BE(11 + bytes);
  return [head, ...parts, behind];
}

/** AVCDecoderConfigurationRecord (ISO/IEC 14496-15 5.2.4.1); lengths before units are of four bytes. */
function configurationOf({ nals }: AccessUnit): Buffer | null {
  const sps = nals.find((nal) => nalType(nal) === NAL.sps);
  const pps = nals.find((nal) => nalType(nal) === NAL.pps);
  if (!sps || !pps || sps.length < 4) return null;
  const head = Buffer.from([1, sps[1]!, sps[2]!, sps[3]!, 0xff, 0xe1]);
  return Buffer.concat([head, shortLengthOf(sps), sps, Buffer.from([1]), shortLengthOf(pps), pps]);
}

function lengthOf(nal: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(nal.length);
  return length;
}

function shortLengthOf(nal: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(nal.length);
  return length;
}

/** The sequence parameter set as far as the size of the picture (H.264 7.3.2.1.1). */
import { BitReader } from './bitReader.ts';
import { NAL, nalType, withoutEmulation } from './nal.ts';

export interface SpsFacts {
  readonly profile: number;
  /** profile_idc, constraint flags and level_idc as SDP and RFC 6381 write them: `42e01f`. */
  readonly profileLevelId: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Profiles that state their chroma (7.3.2.1.1). */
const WITH_CHROMA = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135];
const LONGEST_SIDE_PX = 16_384;
const SPS_BYTES = 512;

/** Null when it is no SPS, cut short, or states a size no camera has. */
export function readSps(nal: Buffer): SpsFacts | null {
  if (nalType(nal) !== NAL.sps || nal.length < 5 || nal.length > SPS_BYTES) return null;
  const bits = new BitReader(withoutEmulation(nal.subarray(1)));
  const profile = bits.bits(8);
  bits.bits(16);
  bits.unsigned();
  const chroma = WITH_CHROMA.includes(profile) ? readChroma(bits) : 1;
  bits.unsigned();
  skipOrderCount(bits);
  bits.unsigned();
  bits.bit();
  const widthInBlocks = bits.unsigned() + 1;
  const heightInUnits = bits.unsigned() + 1;
  const framesOnly = bits.bit();
  if (!framesOnly) bits.bit();
  bits.bit();
  const crop = bits.bit() ? [bits.unsigned(), bits.unsigned(), bits.unsigned(), bits.unsigned()] : [0, 0, 0, 0];
  const [left, right, top, bottom] = crop as [number, number, number, number];
  const across = chroma === 1 || chroma === 2 ? 2 : 1;
  const down = (chroma === 1 ? 2 : 1) * (2 - framesOnly);
  const widthPx = widthInBlocks * 16 - (left + right) * across;
  const heightPx = heightInUnits * 16 * (2 - framesOnly) - (top + bottom) * down;
  const isSane = [widthPx, heightPx].every((side) => side > 0 && side <= LONGEST_SIDE_PX);
  if (bits.isSpent || !isSane) return null;
  return { profile, profileLevelId: nal.toString('hex', 1, 4), widthPx, heightPx };
}

function readChroma(bits: BitReader): number {
  const chroma = bits.unsigned();
  if (chroma === 3) bits.bit();
  bits.unsigned();
  bits.unsigned();
  bits.bit();
  const lists = bits.bit() === 1 ? (chroma === 3 ? 12 : 8) : 0;
  for (let list = 0; list < lists; list++) if (bits.bit()) skipScaling(bits, list);
  return chroma;
}

function skipScaling(bits: BitReader, list: number): void {
  let last = 8;
  let next = 8;
  for (let index = 0; index < (list < 6 ? 16 : 64); index++) {
    if (next !== 0) next = (last + bits.signed() + 256) % 256;
    last = next === 0 ? last : next;
  }
}

function skipOrderCount(bits: BitReader): void {
  const kind = bits.unsigned();
  if (kind === 0) bits.unsigned();
  if (kind !== 1) return;
  bits.bit();
  bits.signed();
  bits.signed();
  const cycle = bits.unsigned();
  for (let index = 0; index < Math.min(cycle, 256); index++) bits.signed();
}

/** The formats `npm run decode` reads: one line each. */

import { decodeAdemco685 } from './protocols/ademco685/decode.ts';
import { decodeBytes as decodeCot, describe as describeCot } from './protocols/cot/describe.ts';
import { decodeBytes } from './protocols/dc09/decode.ts';
import { describe } from './protocols/dc09/describe.ts';
import { describeOsmand, describeOwntracks } from './protocols/phones/describe.ts';
import { decodeRadionics6500 } from './protocols/radionics6500/decode.ts';
import { describeRecord } from './protocols/receiver/describe.ts';
import { type DecodeRecord, noRecord } from './protocols/receiver/record.ts';
import { RecordSplitter } from './protocols/receiver/splitter.ts';
import { surgardDecoder } from './protocols/surgard/decode.ts';

export type DescribedLine =
  | { readonly ok: true }
  /** `detail`, English, is printed with --explain only. */
  | { readonly ok: false; readonly reason: string; readonly detail?: string };

/** Bytes of one line to what is printed; pure, never throws. */
export type LineDecoder = (bytes: Buffer, key: Buffer | undefined) => DescribedLine;

export const DECODERS: Readonly<Record<string, LineDecoder>> = {
  dc09(bytes, key) {
    const decoded = decodeBytes(bytes, () => key);
    const described = describe(decoded);
    return described.ok ? described : { ...described, detail: decoded.ok ? 'no time at the end' : decoded.detail };
  },
  surgard: record(surgardDecoder('auto')),
  ademco685: record(decodeAdemco685),
  radionics6500: record(decodeRadionics6500),
  cot(bytes) {
    const decoded = decodeCot(bytes);
    const described = describeCot(decoded);
    return described.ok || decoded.ok ? described : { ...described, detail: decoded.detail };
  },
  osmand: (bytes) => describeOsmand(bytes.toString('utf8')),
  owntracks: (bytes) => describeOwntracks(bytes.toString('utf8')),
};

/** The first record of the line, with its terminator or without. */
function record(decode: DecodeRecord): LineDecoder {
  return (bytes) => {
    const splitter = new RecordSplitter();
    const [piece] = [...splitter.push(bytes), ...splitter.settle(() => true)];
    if (piece && !piece.ok) return { ok: false, reason: piece.reason, detail: 'longer than a record may be' };
    return describeRecord(piece ? decode(piece.text) : noRecord('nothing between terminators'));
  };
}

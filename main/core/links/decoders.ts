/** The formats `npm run decode` reads: one line each. docs/integrator/decode.md says what they print. */

import { decodeAdemco685 } from './protocols/ademco685/decode.ts';
import { describeContactId } from './protocols/codes/contactId.ts';
import { describeSia } from './protocols/codes/sia.ts';
import { decodeBytes as decodeCot, describe as describeCot } from './protocols/cot/describe.ts';
import { decodeBytes } from './protocols/dc09/decode.ts';
import { describeFrame } from './protocols/dc09/describe.ts';
import { describeLine as describeJt808 } from './protocols/jt808/describe.ts';
import { describeModbus, type ModbusFraming } from './protocols/modbus/describe.ts';
import { nmeaDescriber } from './protocols/nmea/describe.ts';
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

/** Bytes of one line to what is printed; never throws. */
export type LineDecoder = (bytes: Buffer) => DescribedLine;

export interface DecodeOptions {
  /** DC-09, encrypted messages. */
  readonly key?: Buffer;
  /** Modbus; recognised when not said. */
  readonly framing?: ModbusFraming;
}

export interface Format {
  /** The wire is text: a line that is neither hex nor JSON with a text is taken as it stands. */
  readonly isText: boolean;
  /** For the lines of one run, in order. */
  open(options: DecodeOptions): LineDecoder;
}

const bytesOnly = (decode: LineDecoder): Format => ({ isText: false, open: () => decode });
const textOnly = (decode: (text: string) => DescribedLine, encoding: 'utf8' | 'latin1'): Format => ({
  isText: true,
  open: () => (bytes) => decode(bytes.toString(encoding)),
});

export const DECODERS: Readonly<Record<string, Format>> = {
  dc09: {
    isText: false,
    open:
      ({ key }) =>
      (bytes) => {
        const decoded = decodeBytes(bytes, () => key);
        const described = describeFrame(decoded);
        if (described.ok) return described;
        return { ...described, detail: decoded.ok ? 'no time at the end' : decoded.detail };
      },
  },
  cid: textOnly(describeContactId, 'latin1'),
  sia: textOnly(describeSia, 'latin1'),
  surgard: record(surgardDecoder('auto')),
  ademco685: record(decodeAdemco685),
  radionics6500: record(decodeRadionics6500),
  modbus: {
    isText: false,
    open:
      ({ framing }) =>
      (bytes) =>
        describeModbus(bytes, framing),
  },
  jt808: bytesOnly(describeJt808),
  osmand: textOnly(describeOsmand, 'utf8'),
  owntracks: textOnly(describeOwntracks, 'utf8'),
  nmea: { isText: true, open: () => nmeaDescriber() },
  cot: bytesOnly((bytes) => {
    const decoded = decodeCot(bytes);
    const described = describeCot(decoded);
    return described.ok || decoded.ok ? described : { ...described, detail: decoded.detail };
  }),
};

/** The first record of the line, with its terminator or without. */
function record(decode: DecodeRecord): Format {
  return bytesOnly((bytes) => {
    const splitter = new RecordSplitter();
    const [piece] = [...splitter.push(bytes), ...splitter.settle(() => true)];
    if (piece && !piece.ok) return { ok: false, reason: piece.reason, detail: 'longer than a record may be' };
    return describeRecord(piece ? decode(piece.text) : noRecord('nothing between terminators'));
  });
}

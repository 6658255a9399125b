/** Sentences as the normalised record of PROTOCOLS §4: what `npm run decode` and the link panel show. */
import type { FixDescription } from '../fixDescription.ts';
import { Days, type Epoch, merge } from './epochs.ts';
import { readReading } from './reading.ts';
import { readSentence } from './sentence.ts';
import { SentenceSplitter } from './splitter.ts';

export type NmeaDescription =
  | {
      readonly ok: true;
      /** Null for sentences that tell no position, time or speed. */
      readonly fix: FixDescription | null;
      readonly alarm: readonly [];
      /** Talker and type of every sound sentence: `GNRMC`. */
      readonly sentences: readonly string[];
      /** `hh:mm:ss.sss` UTC, also where no day is known. */
      readonly time: string | null;
      readonly flag: Epoch['flag'];
      readonly navStatus: string | null;
      /** Reasons of the sentences beside that could not be read. */
      readonly refused?: readonly string[];
    }
  | { readonly ok: false; readonly reason: string; readonly detail: string };

/** One or more sentences; with several moments among them the last one counts. Never throws. */
export type NmeaDescriber = (bytes: Buffer) => NmeaDescription;

/** Lines of one log: a time without a date is of the day that was named last. */
export function nmeaDescriber(requireChecksum = true): NmeaDescriber {
  const days = new Days();
  return (bytes) => {
    const splitter = new SentenceSplitter();
    const sentences: string[] = [];
    const faults: { reason: string; detail: string }[] = [];
    let epoch: Epoch | null = null;
    for (const piece of [...splitter.push(bytes), ...splitter.end(true)]) {
      const sentence = piece.ok ? readSentence(piece.text, requireChecksum) : NO_SENTENCE[piece.reason];
      const read = sentence.ok ? readReading(sentence) : sentence;
      if (!read.ok && read.reason !== 'otherType') faults.push({ reason: read.reason, detail: read.detail });
      else if (sentence.ok) sentences.push(`${sentence.talker}${sentence.type}`);
      if (!read.ok) continue;
      const { reading } = read;
      const isNext = reading.timeOfDayMs !== null && epoch !== null && reading.timeOfDayMs !== epoch.timeOfDayMs;
      epoch = merge(isNext ? null : epoch, reading, days.momentOf(reading, null));
    }
    const [fault] = faults;
    if (sentences.length === 0) return { ok: false, ...(fault ?? { reason: 'empty', detail: 'nothing there' }) };
    return {
      ok: true,
      fix: epoch && describeFix(epoch),
      alarm: [],
      sentences,
      time: epoch?.timeOfDayMs == null ? null : new Date(epoch.timeOfDayMs).toISOString().slice(11, 23),
      flag: epoch?.flag ?? null,
      navStatus: epoch?.navStatus ?? null,
      ...(fault && { refused: faults.map(({ reason }) => reason) }),
    };
  };
}

const NO_SENTENCE = {
  noise: { ok: false, reason: 'noise', detail: 'does not begin with $' },
  cut: { ok: false, reason: 'cut', detail: 'another sentence begins before its end' },
  oversize: { ok: false, reason: 'oversize', detail: 'longer than 256 bytes' },
} as const;

function describeFix({ at, position, isValid, ...epoch }: Epoch): FixDescription {
  return {
    unitKey: null,
    t: at,
    lat: position?.lat ?? null,
    lon: position?.lon ?? null,
    altM: epoch.altitudeM,
    speedMps: epoch.speedMps,
    courseDeg: epoch.courseDegrees,
    accM: null,
    valid: isValid === true,
    battPct: null,
  };
}

/** Judges NMEA sentences: whose wire it is, what is sound, and which of them make a position due. */
import type { LinkRecordOf } from '#shared/wire/links/index.ts';
import type { LinkFix, RemoteAddress } from '#shared/wire/signal.ts';
import type { Connection, JudgeContext, LinkSession, Verdict } from '../../contract.ts';
import { nmeaDescriber } from './describe.ts';
import { EpochMerger, type PositionedEpoch } from './epochs.ts';
import { type Read, readReading } from './reading.ts';
import { readSentence } from './sentence.ts';
import { type Piece, SentenceSplitter } from './splitter.ts';

/** What a receiver says in one second is a dozen sentences; a heap of scraps is not worth the time of others. */
const SENTENCES_PER_DATAGRAM = 64;
/** Sentences of one moment follow each other at once; then the line is quiet until the next. */
const QUIET_MS = 300;
/** Senders over UDP remembered at a time; only those the record names have a place here. */
const SOURCES_LIMIT = 1_000;

interface Source {
  /** The unit this wire is, as far as the station knows it now. */
  findUnit(): string | undefined;
  readonly epochs: EpochMerger;
  /** Moments as positions of that unit; none when it is not enrolled any more. */
  fixesOf(epochs: readonly PositionedEpoch[], receivedAt: number): LinkFix[];
}

type JudgePiece = (piece: Piece, source: Source, receivedAt: number, mayWait: boolean) => Verdict;

export function openNmeaSession(context: JudgeContext, record: LinkRecordOf<'nmea'>): LinkSession {
  const byAddress = new Map(record.sources.map(({ address, unit }) => [address, unit]));
  const senders = new Map<string, Source>();
  const newSource = (unitKey: string | undefined): Source => {
    const findUnit = () => (unitKey === undefined ? undefined : context.terminals?.findUnit(unitKey));
    return {
      findUnit,
      epochs: new EpochMerger(),
      fixesOf(epochs, receivedAt) {
        const unitId = findUnit();
        if (unitId === undefined) return [];
        return epochs.map((epoch) => toFix(epoch, { linkId: context.linkId, unitKey: unitId, receivedAt }));
      },
    };
  };

  /** Two receivers behind one address keep their moments apart by their ports. */
  const sourceOf = ({ address, port }: RemoteAddress): Source => {
    const unitKey = byAddress.get(plainAddress(address)) ?? record.unit;
    if (unitKey === undefined) return newSource(undefined);
    const name = `${address} ${port}`;
    const known = senders.get(name) ?? newSource(unitKey);
    // Put last: who has been silent for longest is forgotten first.
    senders.delete(name);
    senders.set(name, known);
    if (senders.size > SOURCES_LIMIT) senders.delete(senders.keys().next().value!);
    return known;
  };
  const judge: JudgePiece = (piece, source, receivedAt, mayWait) =>
    judgePiece(piece, { record, source, receivedAt, mayWait });

  return {
    *judgeDatagram(datagram, remote, receivedAt) {
      const splitter = new SentenceSplitter();
      const all = [...splitter.push(datagram), ...splitter.end(true)];
      const pieces = all.slice(0, SENTENCES_PER_DATAGRAM);
      const source = sourceOf(remote);
      const last = pieces.findLastIndex(({ ok }) => ok);
      for (const [index, piece] of pieces.entries()) yield judge(piece, source, receivedAt, index !== last);
      if (all.length > pieces.length) {
        const raw = Buffer.concat(all.slice(SENTENCES_PER_DATAGRAM).map((piece) => piece.raw));
        yield judge({ ok: false, reason: 'oversize', raw }, source, receivedAt, false);
      }
    },
    openConnection: () => new NmeaLine(newSource(record.unit), judge),
  };
}

/** A line that brings sentences for as long as it is open. */
class NmeaLine implements Connection {
  /** A little later, so that the clock agrees that it was quiet. */
  readonly quietMs = QUIET_MS + 20;
  readonly #source: Source;
  readonly #judge: JudgePiece;
  readonly #splitter = new SentenceSplitter();
  #lastBytesAt = 0;
  /** The last sentence that may have left a moment unfinished. */
  #last: Verdict | null = null;

  constructor(source: Source, judge: JudgePiece) {
    this.#source = source;
    this.#judge = judge;
  }

  *receive(chunk: Buffer, receivedAt: number): Generator<Verdict> {
    this.#lastBytesAt = receivedAt;
    for (const piece of this.#splitter.push(chunk))
      yield this.#remember(this.#judge(piece, this.#source, receivedAt, true));
  }

  *tick(now: number): Generator<Verdict> {
    if (!this.#last || Math.abs(now - this.#lastBytesAt) < QUIET_MS) return;
    const { raw, describe } = this.#last;
    this.#last = null;
    const fixes = this.#source.fixesOf(this.#source.epochs.settle(), this.#lastBytesAt);
    if (fixes.length > 0) yield { raw, describe, outcome: 'accepted', fixes };
  }

  *close(now: number): Generator<Verdict> {
    for (const piece of this.#splitter.end(false)) yield this.#judge(piece, this.#source, now, true);
  }

  #remember(verdict: Verdict): Verdict {
    if (verdict.outcome !== 'dropped') this.#last = verdict;
    return verdict;
  }
}

/** IPv4 that came in on an IPv6 socket. */
const plainAddress = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '');

interface Around {
  readonly record: LinkRecordOf<'nmea'>;
  readonly source: Source;
  readonly receivedAt: number;
  readonly mayWait: boolean;
}

function judgePiece(piece: Piece, { record, source, receivedAt, mayWait }: Around): Verdict {
  const { raw } = piece;
  const base = { raw, describe: () => nmeaDescriber(record.requireChecksum)(raw) };
  const dropped = (reason: string): Verdict => ({ ...base, outcome: 'dropped', reason });
  if (!piece.ok) return dropped(piece.reason);
  const sentence = readSentence(piece.text, record.requireChecksum);
  if (!sentence.ok) return dropped(sentence.reason);
  if (source.findUnit() === undefined) return { ...base, outcome: 'stranger', reason: 'unknownUnit' };
  const read: Read = readReading(sentence);
  if (!read.ok) return read.reason === 'otherType' ? { ...base, outcome: 'heartbeat' } : dropped(read.reason);
  const fixes = source.fixesOf(source.epochs.take(read.reading, receivedAt, mayWait), receivedAt);
  if (read.reading.isValid !== true) return { ...base, outcome: 'heartbeat', ...(fixes.length > 0 && { fixes }) };
  return { ...base, outcome: 'accepted', ...(fixes.length > 0 && { fixes }) };
}

function toFix(epoch: PositionedEpoch, rest: Pick<LinkFix, 'linkId' | 'unitKey' | 'receivedAt'>): LinkFix {
  return {
    ...rest,
    protocol: 'nmea',
    lon: epoch.position.lon,
    lat: epoch.position.lat,
    altitudeM: epoch.altitudeM,
    courseDegrees: epoch.courseDegrees,
    speedMps: epoch.speedMps,
    accuracyM: null,
    batteryPercent: null,
    fixAt: epoch.at,
  };
}

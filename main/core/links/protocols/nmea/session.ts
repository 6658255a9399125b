/** Judges NMEA sentences: whose wire it is, what is sound, and which of them make a position due. */
import type { LinkRecordOf } from '#shared/wire/links/index.ts';
import type { LinkFix, RemoteAddress } from '#shared/wire/signal.ts';
import type { JudgeContext, LinkSession, Verdict } from '../../contract.ts';
import { nmeaDescriber } from './describe.ts';
import { EpochMerger, type PositionedEpoch } from './epochs.ts';
import { type Read, readReading } from './reading.ts';
import { readSentence } from './sentence.ts';
import { type Piece, SentenceSplitter } from './splitter.ts';

/** What a receiver says in one second is a dozen sentences; a heap of scraps is not worth the time of others. */
const SENTENCES_PER_DATAGRAM = 64;
/** Senders over UDP remembered at a time; only those the record names have a place here. */
const SOURCES_LIMIT = 1_000;

interface Source {
  /** As the record names it; whether a unit answers to it is asked each time. */
  readonly unitKey: string | undefined;
  readonly epochs: EpochMerger;
}

export function openNmeaSession(context: JudgeContext, record: LinkRecordOf<'nmea'>): LinkSession {
  const byAddress = new Map(record.sources.map(({ address, unit }) => [address, unit]));
  const senders = new Map<string, Source>();
  const newSource = (unitKey: string | undefined): Source => ({ unitKey, epochs: new EpochMerger() });

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
  const judge = (piece: Piece, source: Source, receivedAt: number, mayWait: boolean) =>
    judgePiece(piece, { context, record, source, receivedAt, mayWait });

  return {
    *judgeDatagram(datagram, remote, receivedAt) {
      const splitter = new SentenceSplitter();
      const pieces = [...splitter.push(datagram), ...splitter.end(true)].slice(0, SENTENCES_PER_DATAGRAM);
      const source = sourceOf(remote);
      const last = pieces.findLastIndex(({ ok }) => ok);
      for (const [index, piece] of pieces.entries()) yield judge(piece, source, receivedAt, index !== last);
    },
    openConnection() {
      const splitter = new SentenceSplitter();
      const source = newSource(record.unit);
      return {
        *receive(chunk, receivedAt) {
          for (const piece of splitter.push(chunk)) yield judge(piece, source, receivedAt, false);
        },
        *close(now) {
          for (const piece of splitter.end(false)) yield judge(piece, source, now, false);
        },
      };
    },
  };
}

/** IPv4 that came in on an IPv6 socket. */
const plainAddress = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '');

interface Around {
  readonly context: JudgeContext;
  readonly record: LinkRecordOf<'nmea'>;
  readonly source: Source;
  readonly receivedAt: number;
  readonly mayWait: boolean;
}

function judgePiece(piece: Piece, { context, record, source, receivedAt, mayWait }: Around): Verdict {
  const { raw } = piece;
  const base = { raw, describe: () => nmeaDescriber(record.requireChecksum)(raw) };
  const dropped = (reason: string): Verdict => ({ ...base, outcome: 'dropped', reason });
  if (!piece.ok) return dropped(piece.reason);
  const sentence = readSentence(piece.text, record.requireChecksum);
  if (!sentence.ok) return dropped(sentence.reason);
  const unitId = source.unitKey === undefined ? undefined : context.terminals?.findUnit(source.unitKey);
  if (unitId === undefined) return { ...base, outcome: 'stranger', reason: 'unknownUnit' };
  const read: Read = readReading(sentence);
  if (!read.ok) return read.reason === 'otherType' ? { ...base, outcome: 'heartbeat' } : dropped(read.reason);
  const due = source.epochs.take(read.reading, receivedAt, mayWait);
  const fixes = due.map((epoch) => toFix(epoch, { linkId: context.linkId, unitKey: unitId, receivedAt }));
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

/** Judges CoT events: who moves, who calls for help, who takes it back, who only asks whether we are there. */
import type { RemoteAddress } from '#shared/wire/signal.ts';
import type { Answer, Connection, JudgeContext, LinkSession, Verdict } from '../../contract.ts';
import { describe, isMesh } from './describe.ts';
import { encodeTak, encodeXml, type OutgoingEvent, withStreamHeader } from './encode.ts';
import { type CotEvent, meaningOf } from './event.ts';
import { type Arrival, duplicateKeyOf, toFix, toSignal } from './signals.ts';
import { CotStream, EVENT_LIMIT, type Found } from './stream.ts';
import { decodeTak, MESH_HEADER } from './tak.ts';

/** One event a datagram is the rule; a few more are taken, a heap of scraps is not worth the time of others. */
const EVENTS_PER_DATAGRAM = 8;
/** An event whose rest has not come in this time will not come. */
const UNFINISHED_MS = 5_000;
/** A last position older than this says nothing about where somebody calls from (DOMAIN §3). */
const FRESH_MS = 30_000;
/** ATAK names an emergency after its terminal. */
const EMERGENCY_SUFFIX = /-9-1-1$/;

interface LastPosition {
  readonly lon: number;
  readonly lat: number;
  readonly at: number;
}

export function openCotSession(context: JudgeContext): LinkSession {
  /** Of enrolled units only: strangers cannot grow it. */
  const lastPositions = new Map<string, LastPosition>();
  const judge = (found: Found, arrival: Arrival, isStream: boolean) =>
    judgeFound(found, arrival, { context, lastPositions, isStream });

  return {
    *judgeDatagram(datagram, remote, receivedAt) {
      const arrivalOf = (raw: Buffer): Arrival => ({ linkId: context.linkId, remote, receivedAt, raw });
      if (isMesh(datagram) || datagram.length > EVENT_LIMIT) {
        yield judge(readMesh(datagram), arrivalOf(datagram), false);
        return;
      }
      const stream = new CotStream();
      let events = 0;
      for (const part of [() => stream.receive(datagram), () => stream.end()]) {
        for (const found of part()) {
          if (events++ >= EVENTS_PER_DATAGRAM) return;
          yield judge(found, arrivalOf(found.raw), false);
        }
      }
    },
    openConnection: ({ remote }) => new CotConnection(context.linkId, remote, judge),
  };
}

function readMesh(raw: Buffer): Found {
  if (raw.length > EVENT_LIMIT + MESH_HEADER.length) {
    return { raw, form: 'tak', decoded: { ok: false, reason: 'oversize', detail: 'more than 64 KiB' } };
  }
  return { raw, form: 'tak', decoded: decodeTak(raw.subarray(MESH_HEADER.length)) };
}

class CotConnection implements Connection {
  readonly quietMs = UNFINISHED_MS;
  readonly #stream = new CotStream();
  readonly #linkId: string;
  readonly #remote: RemoteAddress;
  readonly #judge: (found: Found, arrival: Arrival, isStream: boolean) => Verdict;
  #lastBytesAt = 0;

  constructor(
    linkId: string,
    remote: RemoteAddress,
    judge: (found: Found, arrival: Arrival, isStream: boolean) => Verdict,
  ) {
    this.#linkId = linkId;
    this.#remote = remote;
    this.#judge = judge;
  }

  *receive(chunk: Buffer, receivedAt: number): Iterable<Verdict> {
    this.#lastBytesAt = receivedAt;
    yield* this.#judgeAll(this.#stream.receive(chunk), receivedAt);
  }

  *tick(now: number): Iterable<Verdict> {
    if (this.#stream.pending === 0 || now - this.#lastBytesAt < UNFINISHED_MS) return;
    yield* this.#judgeAll(this.#stream.end(), now);
  }

  *close(now: number): Iterable<Verdict> {
    yield* this.#judgeAll(this.#stream.end(), now);
  }

  *#judgeAll(all: Iterable<Found>, receivedAt: number): Iterable<Verdict> {
    for (const found of all) {
      yield this.#judge(found, { linkId: this.#linkId, remote: this.#remote, receivedAt, raw: found.raw }, true);
    }
  }
}

interface Surroundings {
  readonly context: JudgeContext;
  readonly lastPositions: Map<string, LastPosition>;
  readonly isStream: boolean;
}

function judgeFound({ form, decoded, raw }: Found, arrival: Arrival, around: Surroundings): Verdict {
  const show = () => describe(decoded);
  if (!decoded.ok) return { raw, outcome: 'dropped', reason: decoded.reason, describe: show };
  const { event } = decoded;
  const base = { raw, describe: show };
  switch (meaningOf(event)) {
    case 'ping':
      return { ...base, outcome: 'heartbeat', ...(around.isStream && { answer: pong(form) }) };
    case 'unit':
      return { ...base, ...judgeUnit(event, arrival, around) };
    case 'emergency':
      return { ...base, ...judgeCall(event, 'emergency', arrival, around) };
    case 'cancel':
      return { ...base, ...judgeCall(event, 'cancel', arrival, around) };
    case 'other':
      // Chat, markers, drawings, other people's units: kept with the link's frames, not drawn.
      return { ...base, outcome: 'accepted' };
  }
}

type Judged = Omit<Verdict, 'raw' | 'describe'>;

function judgeUnit(event: CotEvent, arrival: Arrival, around: Surroundings): Judged {
  const unitId = unitOf(event, around.context);
  if (unitId === undefined) return { outcome: 'stranger', reason: 'unknownUnit' };
  return { outcome: 'accepted', ...fixesOf(event, arrival, unitId, around) };
}

/** A call for help is stored whatever else is wrong with it; only what it says of places is judged. */
function judgeCall(event: CotEvent, meaning: 'emergency' | 'cancel', arrival: Arrival, around: Surroundings): Judged {
  const { context, lastPositions } = around;
  const { settings } = context;
  const unitId = unitOf(event, context);
  if (unitId === undefined) {
    const facts = { meaning, unitId: null, lastPosition: null, duplicateKey: null, settings };
    return { outcome: 'stranger', reason: 'unknownUnit', signal: toSignal(arrival, event, facts) };
  }
  const duplicateKey = duplicateKeyOf(arrival, event, unitId, meaning);
  if (context.isDuplicate(duplicateKey)) return { outcome: 'duplicate', duplicateOf: duplicateKey };
  const last = lastPositions.get(unitId);
  const lastPosition = last && arrival.receivedAt - last.at <= FRESH_MS ? last : null;
  const signal = toSignal(arrival, event, { meaning, unitId, lastPosition, duplicateKey, settings });
  return { outcome: 'accepted', ...fixesOf(event, arrival, unitId, around), signal };
}

/** What is over by its sender's word is told as well: whoever judges positions marks it, and counts it. */
function fixesOf(event: CotEvent, arrival: Arrival, unitId: string, { lastPositions }: Surroundings): Partial<Judged> {
  const fix = toFix(arrival, event, unitId);
  if (!fix) return {};
  if (!isStale(event, arrival)) lastPositions.set(unitId, { lon: fix.lon, lat: fix.lat, at: arrival.receivedAt });
  return { fixes: [fix] };
}

/** By the sender's own word it is not to be shown as present any more. */
const isStale = ({ staleAt }: CotEvent, { receivedAt }: Arrival) => staleAt !== null && staleAt < receivedAt;

/** The unit whose terminal this is: by uid, by the terminal an emergency names, or by callsign. */
function unitOf({ uid, detail }: CotEvent, { terminals }: JudgeContext): string | undefined {
  const keys = [uid, detail.parentUid, uid.replace(EMERGENCY_SUFFIX, ''), detail.callsign, detail.parentCallsign];
  for (const key of keys) {
    const unitId = key ? terminals?.findUnit(key) : undefined;
    if (unitId !== undefined) return unitId;
  }
  return undefined;
}

/** In the form of the ping. */
function pong(form: Found['form']): Answer {
  return {
    kind: 'ack',
    write(now) {
      const event: OutgoingEvent = { uid: 'takPong', type: 't-x-c-t-r', how: 'm-g', at: now, staleAt: now + 20_000 };
      return form === 'xml' ? encodeXml(event) : withStreamHeader(encodeTak(event));
    },
  };
}

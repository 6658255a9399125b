/**
 * The DC-09 receiver: decision table of PROTOCOLS §1.6, row by row in its order. Judges only; the link stores and answers.
 * A sign of life counts only from row 5 on: what could be forged or replayed must not keep a silent device "online".
 */
import type { RemoteAddress } from '#shared/wire/signal.ts';
import type { JudgeContext, LinkedDevice, LinkSession, Verdict } from '../../contract.ts';
import { type KeyText, readKey } from './crypto.ts';
import { type Decoded, type DecodeFault, decodeFrame } from './decode.ts';
import { describeFrame } from './describe.ts';
import { encodeAck, encodeDuh, encodeNak } from './encode.ts';
import { type CrcForm, Deframer, type Frame, type FrameFault, splitDatagram } from './frame.ts';
import { DEVICE_TOKENS, extensionValue, type Header, type Message, REPLY_TOKENS } from './message.ts';
import { type Arrival, duplicateKey, toSignal, toSignalEvents } from './signals.ts';

const MINUTE_MS = 60_000;

/** A stream may hold back a good frame behind a spoilt length: after this much quiet it is looked for. */
const RESCUE_AFTER_MS = 2_000;

export function openDc09Session(context: JudgeContext): LinkSession {
  const keys = new WeakMap<KeyText, Buffer>();
  return {
    judgeDatagram: (datagram, remote, receivedAt) => judgeAll(splitDatagram(datagram), remote, receivedAt),
    openConnection({ remote }) {
      const deframer = new Deframer();
      return {
        quietMs: RESCUE_AFTER_MS,
        receive: (chunk, receivedAt) => judgeAll(deframer.push(chunk), remote, receivedAt),
        tick: (now) => judgeAll(deframer.rescue(), remote, now),
        close: (now) => judgeAll(deframer.end(), remote, now),
      };
    },
  };

  function* judgeAll(all: readonly (Frame | FrameFault)[], remote: RemoteAddress, receivedAt: number) {
    for (const found of all) {
      const arrival = { linkId: context.linkId, remote, receivedAt, raw: found.raw };
      yield found.ok ? judgeFrame(found, arrival) : judgeNoise(found, context);
    }
  }

  function judgeFrame(frame: Frame, arrival: Arrival): Verdict {
    let device: LinkedDevice | undefined;
    const decoded = decodeFrame(frame, (header) => keyOf(context.findDevice(header.account), keys));
    const header = decoded.ok ? decoded.message.header : decoded.header;
    if (header) device = context.findDevice(header.account);
    return judge({ frame, arrival, decoded, device, key: keyOf(device, keys), context });
  }
}

interface Case {
  readonly frame: Frame;
  readonly arrival: Arrival;
  readonly decoded: Decoded;
  readonly device: LinkedDevice | undefined;
  readonly key: Buffer | undefined;
  readonly context: JudgeContext;
}

function judge(facts: Case): Verdict {
  const { frame, arrival, decoded, device, key, context } = facts;
  const raw = frame.raw;
  const show = () => describeFrame(decoded);

  // Row 1: not a frame. A body whose header makes no sense names nobody to answer or show.
  const header = decoded.ok ? decoded.message.header : decoded.header;
  if (!header) return judgeNoise({ ok: false, reason: 'format', raw }, context, frame.form);
  // Replies are for senders. Answering one would let two receivers answer each other for ever.
  if (REPLY_TOKENS.has(header.token)) return { raw, outcome: 'dropped', reason: 'reply', describe: show };

  // Row 2: account unknown, or encrypted and not to be opened.
  const isSealed = !decoded.ok && header.isEncrypted && !decoded.unread;
  if (!device || isSealed) {
    const message = decoded.ok ? decoded.message : null;
    const reason = device || isSealed ? 'undecodable' : 'unknownAccount';
    const signal = toSignal({
      arrival,
      header,
      message,
      deviceId: null,
      duplicateKey: null,
      isClockWrong: message !== null && isOutsideWindow(message, arrival.receivedAt, context),
      reason: device ? 'undecodable' : 'unknownAccount',
    });
    return {
      raw,
      outcome: 'stranger',
      reason,
      describe: show,
      signal,
      ...(context.settings.nakStrangers && { answer: nak(frame.form) }),
    };
  }

  // Row 3: this account must encrypt and did not. Refused, and shown with what it claimed.
  if (device.requireEncryption && !header.isEncrypted) {
    const events = decoded.ok ? toSignalEvents(decoded.message) : [];
    return {
      raw,
      outcome: 'refused',
      reason: 'clear',
      describe: show,
      news: {
        key: `securityNotice:${device.id}`,
        everyMs: MINUTE_MS,
        tell: (suppressed) => ({
          kind: 'securityNotice',
          linkId: context.linkId,
          deviceId: device.id,
          account: header.account,
          at: arrival.receivedAt,
          remote: arrival.remote,
          raw: raw.toString('hex'),
          events,
          suppressed,
        }),
      },
      answer: duh(header),
    };
  }

  const message = decoded.ok ? decoded.message : (decoded.unread ?? null);
  const isClockWrong = message !== null && isOutsideWindow(message, arrival.receivedAt, context);

  // Row 4: encrypted without a usable time, or from another time: a replay, or a clock that our NAK corrects.
  if (header.isEncrypted && (message?.time?.at == null || isClockWrong))
    return {
      raw,
      outcome: 'refused',
      reason: 'time',
      describe: show,
      news: skewNews(facts, device, message, 'refused'),
      answer: nak(frame.form),
    };

  const duplicate = duplicateKey(context.linkId, header, message?.payload ?? frame.body.toString('latin1'));
  const base = { arrival, header, message, deviceId: device.id, duplicateKey: duplicate, isClockWrong };
  const asksForKey = message !== null && extensionValue(message, 'K') !== undefined;

  // Row 5: token or payload not understood. A key request is one (key exchange is off), unless an alarm came with it.
  if (!decoded.ok || !DEVICE_TOKENS.has(header.token) || (asksForKey && decoded.message.events.length === 0))
    return {
      raw,
      outcome: 'unreadable',
      reason: 'unreadable',
      describe: show,
      heard: device,
      signal: toSignal({ ...base, reason: 'unreadable' }),
      answer: duh(header),
    };

  const answer = asksForKey
    ? duh(header)
    : { kind: 'ack' as const, write: (now: number) => encodeAck(header, key, now) };
  const flagged = isClockWrong ? { news: skewNews(facts, device, message, 'flagged') } : {};

  // Row 6: a retransmission: the same answer, as soon as the original is durable.
  if (header.token !== 'NULL' && context.isDuplicate(duplicate))
    return { raw, outcome: 'duplicate', describe: show, heard: device, duplicateOf: duplicate, answer };

  // Row 6 as well: captured while the device's clock was right, and sent again long after. With a clock that was right once, a
  // true alarm never carries the time of an earlier one; from a clock that has stopped it may, so that is taken (RELIABILITY A6).
  if (header.token !== 'NULL' && isClockWrong && isReplay({ arrival, context, device }, message, raw))
    return { raw, outcome: 'duplicate', reason: 'replayed', describe: show, answer };

  // Row 7: a heartbeat is a sign of life and nothing to keep. Most panels say nothing else for months: a clock that was put
  // right must not be shown as wrong until the next alarm.
  if (header.token === 'NULL') {
    const isTimeRight = !isClockWrong && message?.time?.at != null;
    const righted =
      isTimeRight && context.isClockDoubted?.(device.id)
        ? { news: skewNews(facts, device, message, 'right') }
        : flagged;
    return { raw, outcome: 'heartbeat', describe: show, heard: device, ...righted, answer };
  }

  // Row 8.
  return { raw, outcome: 'accepted', describe: show, heard: device, signal: toSignal(base), ...flagged, answer };
}

function judgeNoise(fault: FrameFault, { settings }: JudgeContext, form: CrcForm = 'ascii'): Verdict {
  const decoded: DecodeFault = { ok: false, reason: fault.reason, header: null, detail: 'not a frame' };
  return {
    raw: fault.raw,
    outcome: 'dropped',
    reason: fault.reason,
    describe: () => describeFrame(decoded),
    ...(settings.nakNoise && { answer: nak(form) }),
  };
}

const nak = (form: CrcForm) => ({ kind: 'nak' as const, write: (now: number) => encodeNak(form, now) });
const duh = (header: Header) => ({ kind: 'duh' as const, write: () => encodeDuh(header) });

/** Compared in whole seconds, as devices send them; the limits belong to the window. False when no time was sent. */
function isOutsideWindow({ time }: Message, receivedAt: number, { settings }: JudgeContext): boolean {
  if (time?.at == null) return false;
  const aheadSeconds = time.at / 1_000 - Math.floor(receivedAt / 1_000);
  return aheadSeconds > settings.aheadSeconds || aheadSeconds < -settings.behindSeconds;
}

/** The same bytes were stored at the time they name, when that time was inside the window. */
function isReplay(
  { arrival, context, device }: { arrival: Arrival; context: JudgeContext; device: LinkedDevice },
  { time }: Message,
  raw: Buffer,
): boolean {
  const { aheadSeconds, behindSeconds } = context.settings;
  if (time?.at == null || time.at > arrival.receivedAt) return false;
  const frame = {
    deviceId: device.id,
    raw: raw.toString('hex'),
    fromAt: time.at - aheadSeconds * 1_000,
    // Sent in whole seconds; received up to the end of the last one.
    toAt: time.at + (behindSeconds + 1) * 1_000,
  };
  return context.hasStored?.(frame) ?? false;
}

/** Told by the minute while it lasts: the officer reads the skew as it is, not as it was an hour ago. */
function skewNews(
  { arrival, context }: Case,
  device: LinkedDevice,
  message: Message | null,
  finding: 'refused' | 'flagged' | 'right',
) {
  const skewMs = finding === 'right' || message?.time?.at == null ? null : message.time.at - arrival.receivedAt;
  return {
    key: `clockSkew:${finding}:${device.id}`,
    everyMs: MINUTE_MS,
    tell: (suppressed: number) =>
      ({
        kind: 'clockSkew',
        linkId: context.linkId,
        deviceId: device.id,
        at: arrival.receivedAt,
        skewMs,
        isRefused: finding === 'refused',
        suppressed,
      }) as const,
  };
}

/** Configured keys are text; a bad one was refused by the configuration and counts as none here. */
function keyOf(device: LinkedDevice | undefined, known: WeakMap<KeyText, Buffer>): Buffer | undefined {
  const text = device?.key;
  if (!text) return undefined;
  const cached = known.get(text);
  if (cached) return cached;
  const read = readKey(text);
  if (!read.ok) return undefined;
  known.set(text, read.value);
  return read.value;
}

/** The real session of a link as the fuzzer drives it: every verdict is carried out as the link would, and examined. */

import type { JudgeContext, LinkedDevice, LinkSession, Verdict } from '#main/core/links/contract.ts';
import { DEFAULT_SETTINGS } from '#main/core/links/contract.ts';
import { DECODERS, type DecodeOptions } from '#main/core/links/decoders.ts';
import { findProtocol } from '#main/core/links/protocols/index.ts';
import { openTimer } from '#main/core/links/timer.ts';
import { type LinkRecord, linkRecordSchema } from '#shared/wire/links/index.ts';
import { type FuzzedCode, type FuzzedStream, outcomeOf, type StreamWork } from './target.ts';

/** The moment of the examples. */
export const NOW = Date.UTC(2031, 2, 8, 6, 15, 9);
const REMOTE = { address: '10.0.0.7', port: 40_000 };
/** Between two cases, so that what waits for the rest of something gives up. */
const STEP_MS = 10_000;

export interface LinkTargetOptions {
  /** Of `npm run decode`. */
  readonly format: string;
  readonly decoding?: DecodeOptions;
  readonly record: object;
  readonly devices?: readonly Partial<LinkedDevice>[];
  /** Keys of units that are enrolled. */
  readonly units?: readonly string[];
  readonly sound: Buffer;
  readonly copies?: 1 | 2;
  /** Noise in front may belong to a frame of this wire: a declaration without its event. */
  readonly mayLead?: boolean;
  /** Over UDP as well. */
  readonly hasDatagrams?: boolean;
}

export function openLinkCode(options: LinkTargetOptions): FuzzedCode {
  const record = linkRecordSchema.parse({ id: 'link', ...options.record });
  const session = openSession(record, options);
  const decode = DECODERS[options.format]!.open(options.decoding ?? {});
  const isSound = isSameAs(options.sound);
  let now = NOW;
  return {
    decode: (bytes) => outcomeOf(decode(bytes)),
    ...(options.hasDatagrams && {
      datagram(bytes: Buffer) {
        examine(session.judgeDatagram!(bytes, REMOTE, now), now, isSound);
      },
    }),
    openStream() {
      now += STEP_MS;
      return streamOf(session, options, now);
    },
  };
}

function openSession(record: LinkRecord, { devices = [], units = [] }: LinkTargetOptions): LinkSession {
  const enrolled = new Map(devices.map((device) => [device.account, deviceOf(device)]));
  const context: JudgeContext = {
    linkId: record.id,
    settings: DEFAULT_SETTINGS,
    timer: openTimer,
    findDevice: (account) => enrolled.get(account.toUpperCase()),
    isDuplicate: () => false,
    terminals: {
      secret: Buffer.alloc(32, 7),
      findUnit: (key) => (units.includes(key) ? `unit of ${key}` : undefined),
      alarmStateOf: () => 'none',
      orderFor: () => undefined,
    },
  };
  return findProtocol(record.protocol)!.openSession(context, record);
}

function deviceOf(device: Partial<LinkedDevice>): LinkedDevice {
  const account = device.account ?? '70A1';
  return { id: account, name: account, kind: 'alarmPole', link: 'link', account, requireEncryption: false, ...device };
}

function streamOf(
  session: LinkSession,
  { sound, copies = 1, mayLead = false }: LinkTargetOptions,
  openedAt: number,
): FuzzedStream {
  const line = { remote: REMOTE, send: () => true, close: () => undefined };
  const connection = session.openConnection!(line);
  const isSound = isSameAs(sound, mayLead);
  let now = openedAt;
  return {
    sound,
    copies,
    receive: (chunk) => examine(connection.receive(chunk, now), now, isSound),
    settle() {
      now += connection.quietMs ?? 0;
      return examine(connection.tick?.(now) ?? [], now, isSound);
    },
    close: () => examine(connection.close(now), now, isSound),
  };
}

/** Throws for a verdict that no link could carry out. */
function examine(verdicts: Iterable<Verdict>, now: number, isSound: (raw: Buffer) => boolean): StreamWork {
  let frames = 0;
  let bytes = 0;
  let hasSound = false;
  for (const verdict of verdicts) {
    const { raw, outcome, reason, answer, answerIfNotStored, signal, fixes = [] } = verdict;
    frames += 1;
    bytes += raw.length;
    if (outcome === 'dropped' && !reason) throw new Error('dropped without a reason');
    outcomeOf(verdict.describe());
    for (const due of [answer, answerIfNotStored]) {
      if (due && !Buffer.isBuffer(due.write(now))) throw new Error('an answer that is no bytes');
    }
    if (signal && signal.events.length === 0) throw new Error('a signal without an event');
    if (signal && JSON.stringify(signal) === undefined) throw new Error('a signal that cannot be stored');
    for (const place of [...fixes, ...(signal?.position ? [signal.position] : [])]) {
      if (!(Math.abs(place.lat) <= 90 && Math.abs(place.lon) <= 180))
        throw new Error(`${place.lat}, ${place.lon} is nowhere`);
    }
    for (const { fixAt } of fixes) if (!Number.isFinite(fixAt)) throw new Error('a position without a time');
    hasSound ||= outcome !== 'dropped' && isSound(raw);
  }
  return { frames, bytes, hasSound };
}

/** Records and sentences are told without their end. */
function isSameAs(sound: Buffer, mayLead = false): (raw: Buffer) => boolean {
  const bare = (frame: Buffer) => frame.toString('latin1').replaceAll('\x14', '').trim();
  const expected = bare(sound);
  return (raw) => (mayLead ? bare(raw).endsWith(expected) : bare(raw) === expected);
}

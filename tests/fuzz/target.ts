/** What the fuzzer is pointed at: where its inputs come from, and the code that must survive them. */
import type { Seeded } from '../simulators/seeded.ts';

/** What became of one input or one frame in it. Anything else a decoder answers is a finding. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly reason: string };

export interface FuzzTarget {
  readonly name: string;
  /** Valid inputs, as on the wire: mutated without knowing what they are. */
  readonly corpus: readonly Buffer[];
  /** Inputs that get past checksums, lengths and quotes. */
  readonly variants?: readonly ((random: Seeded) => Buffer)[];
  /** Once a run: what it keeps must not grow with the number of inputs. */
  open(): FuzzedCode;
}

export interface FuzzedCode {
  /** One input that stands alone. Throws when it broke a promise; so does everything below. */
  decode(bytes: Buffer): Outcome;
  datagram?(bytes: Buffer): void;
  openStream?(): FuzzedStream;
}

/** One connection. */
export interface FuzzedStream {
  /** What was judged, and how many bytes of input that covers. */
  receive(chunk: Buffer): StreamWork;
  /** Nothing has come for as long as this wire waits. */
  settle(): StreamWork;
  close(): StreamWork;
  /** The frame that must be taken after any garbage. */
  readonly sound: Buffer;
  /** How often its device sends it until it is answered: 2 where a record without a mark in front may be glued to noise. */
  readonly copies: 1 | 2;
}

export interface StreamWork {
  readonly frames: number;
  readonly bytes: number;
  /** The sound frame was among them, whole and not refused. */
  readonly hasSound: boolean;
}

export const NO_WORK: StreamWork = { frames: 0, bytes: 0, hasSound: false };

export const sumOf = (one: StreamWork, other: StreamWork): StreamWork => ({
  frames: one.frames + other.frames,
  bytes: one.bytes + other.bytes,
  hasSound: one.hasSound || other.hasSound,
});

/** Proves that a decoder answered with a result that can be printed. */
export function outcomeOf(result: unknown): Outcome {
  if (JSON.stringify(result) === undefined) throw new Error('the answer cannot be printed');
  const { ok, reason } = result as { ok?: unknown; reason?: unknown };
  if (ok === true) return { ok };
  if (ok === false && typeof reason === 'string' && reason !== '') return { ok, reason };
  throw new Error(`neither ok nor refused with a reason: ${JSON.stringify(result).slice(0, 200)}`);
}

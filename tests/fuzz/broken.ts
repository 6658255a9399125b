/** Decoders broken on purpose: the fuzzer must find each of them, or it proves nothing. */
import { type FuzzedStream, type FuzzTarget, NO_WORK, type StreamWork } from './target.ts';

const LF = 0x0a;
const LINE = Buffer.from('HELLO 7001\n');
const target = (name: string, open: FuzzTarget['open']): FuzzTarget => ({ name, corpus: [LINE], open });

/** Lines; `isLost` while they are thrown away. */
function lines(isLost: () => boolean): FuzzedStream {
  let held = Buffer.alloc(0);
  return {
    sound: LINE,
    copies: 2,
    receive(chunk): StreamWork {
      held = Buffer.concat([held, chunk]);
      let hasSound = false;
      for (let end = held.indexOf(LF); end >= 0; end = held.indexOf(LF)) {
        const line = held.subarray(0, end + 1);
        hasSound ||= line.equals(LINE) && !isLost();
        held = Buffer.from(held.subarray(end + 1));
      }
      return { ...NO_WORK, hasSound };
    },
    settle: () => NO_WORK,
    close: () => NO_WORK,
  };
}

const kept: Buffer[] = [];

export const TARGETS: readonly FuzzTarget[] = [
  target('sound', () => ({ decode: () => ({ ok: true }), openStream: () => lines(() => false) })),
  target('throws', () => ({
    decode(bytes) {
      if (bytes.includes(0xfe)) throw new RangeError('index out of range');
      return { ok: true };
    },
  })),
  target('swallows', () => ({
    decode: () => ({ ok: true }),
    openStream() {
      // Waits for a closing quote that never comes.
      let isQuoted = false;
      const { receive, ...stream } = lines(() => isQuoted);
      return {
        ...stream,
        receive(chunk) {
          isQuoted ||= chunk.includes('"');
          return receive(chunk);
        },
      };
    },
  })),
  target('grows', () => ({
    decode(bytes) {
      kept.push(Buffer.concat([bytes, Buffer.alloc(2_000)]));
      return { ok: true };
    },
  })),
  target('hangs', () => ({
    decode(bytes) {
      while (bytes[0] === 0xfd);
      return { ok: true };
    },
  })),
  target('mumbles', () => ({
    decode: () => ({ ok: false, reason: '' }),
    openStream: () => lines(() => false),
  })),
  target('repeats', () => ({
    decode: () => ({ ok: true }),
    openStream: () => ({ ...lines(() => false), close: () => ({ frames: 1, bytes: 10 ** 6, hasSound: false }) }),
  })),
];

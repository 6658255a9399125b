/**
 * A bad network between devices and a UDP port: loses, doubles, delays and so reorders datagrams, each way on its own terms,
 * by a seed. Every device keeps its own socket behind it, so the port sees as many callers as there are.
 */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import type { Disposable } from '#shared/kit/disposable.ts';
import { type Seeded, seeded } from './seeded.ts';

/** Shares are 0 to 1. A delayed datagram is overtaken by those that follow it. */
export interface Weather {
  readonly loss: number;
  readonly duplicates: number;
  readonly delayed: number;
  readonly longestDelayMs: number;
}

export interface ChaosCounts {
  readonly passed: number;
  readonly lost: number;
  readonly doubled: number;
  readonly delayed: number;
}

export interface ChaosProxy extends Disposable {
  readonly port: number;
  readonly counts: ChaosCounts;
  change(weather: ChaosWeather): void;
}

export interface ChaosWeather {
  /** Towards the port. */
  readonly questions?: Partial<Weather>;
  /** Back to the devices. */
  readonly answers?: Partial<Weather>;
}

const CALM: Weather = { loss: 0, duplicates: 0, delayed: 0, longestDelayMs: 0 };

export async function openChaosProxy({
  port,
  seed,
  ...initial
}: ChaosWeather & { readonly port: number; readonly seed: number }): Promise<ChaosProxy> {
  const random = seeded(seed);
  const counts = { passed: 0, lost: 0, doubled: 0, delayed: 0 };
  const timers = new Set<NodeJS.Timeout>();
  const behind = new Map<string, Socket>();
  const front = createSocket('udp4');
  let weather = initial;
  let isClosed = false;

  const pass = (terms: Partial<Weather> | undefined, give: () => void) =>
    passThrough({ ...CALM, ...terms }, random, counts, timers, () => {
      if (!isClosed) give();
    });
  const socketBehind = (caller: RemoteInfo): Socket => {
    const name = `${caller.address}:${caller.port}`;
    const known = behind.get(name);
    if (known) return known;
    const socket = createSocket('udp4');
    socket.on('error', () => undefined);
    socket.on('message', (answer) => {
      pass(weather.answers, () => front.send(answer, caller.port, caller.address, () => undefined));
    });
    behind.set(name, socket);
    return socket;
  };
  front.on('error', () => undefined);
  front.on('message', (datagram, caller) => {
    const socket = socketBehind(caller);
    pass(weather.questions, () => socket.send(datagram, port, '127.0.0.1', () => undefined));
  });
  await new Promise<void>((resolve) => front.bind(0, '127.0.0.1', resolve));
  return {
    port: front.address().port,
    counts,
    change(next) {
      weather = next;
    },
    dispose() {
      if (isClosed) return;
      isClosed = true;
      for (const timer of timers) clearTimeout(timer);
      for (const socket of [front, ...behind.values()]) socket.close();
    },
  };
}

function passThrough(
  { loss, duplicates, delayed, longestDelayMs }: Weather,
  random: Seeded,
  counts: { -readonly [Name in keyof ChaosCounts]: number },
  timers: Set<NodeJS.Timeout>,
  give: () => void,
): void {
  if (random.chance(loss)) {
    counts.lost += 1;
    return;
  }
  const copies = random.chance(duplicates) ? 2 : 1;
  if (copies === 2) counts.doubled += 1;
  for (let copy = 0; copy < copies; copy++) {
    counts.passed += 1;
    if (!random.chance(delayed)) {
      give();
      continue;
    }
    counts.delayed += 1;
    const timer = setTimeout(() => {
      timers.delete(timer);
      give();
    }, random.below(longestDelayMs));
    timers.add(timer);
  }
}

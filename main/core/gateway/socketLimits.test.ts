import { expect, test } from 'vitest';
import { type EventLimits, limitEvents, SEAT_LIMITS, workerLimits } from './socketLimits.ts';

type Middleware = Parameters<Parameters<typeof limitEvents>[0]['use']>[0];

/** A socket that says at once what becomes of a message. */
function limited(limits: EventLimits, now: () => number) {
  const said: string[] = [];
  let ask: Middleware = () => undefined;
  const socket = {
    use(middleware: Middleware) {
      ask = middleware;
      return socket as never;
    },
    disconnect() {
      said.push('dropped');
      return socket as never;
    },
  };
  limitEvents(socket, limits, now);
  return (name: string, times = 1) => {
    said.length = 0;
    for (let turn = 0; turn < times; turn++) {
      ask([name, {}, ({ code }: { code: string }) => said.push(code)], () => said.push('ok'));
    }
    return Object.fromEntries([...new Set(said)].map((word) => [word, said.filter((each) => each === word).length]));
  };
}

test('a seat has 200 at once and 50 a second, and is dropped when it goes on', () => {
  let at = 0;
  const send = limited(SEAT_LIMITS, () => at);
  expect(send('recommend', 210)).toEqual({ ok: 200, overRate: 10 });
  at += 1_000;
  expect(send('recommend', 60)).toEqual({ ok: 50, overRate: 10 });
  expect(send('recommend', 181)).toEqual({ overRate: 180, dropped: 1 });
});

test('a flood of a phone leaves its calls for help their own allowance, and theirs leaves it its own', () => {
  let at = 0;
  const send = limited(workerLimits(1), () => at);
  expect(send('positions', 150)).toEqual({ ok: 102, overRate: 48 });
  expect(send('sos', 30)).toEqual({ ok: 21, overRate: 9 });
  at += 10_000;
  expect(send('sos', 30)).toEqual({ ok: 11, overRate: 19 });
  expect(send('report', 102)).toEqual({ ok: 102 });
});

test('a socket that speaks for a fleet has as much as its units need', () => {
  expect(workerLimits(1_000)).toEqual({
    burst: 2_100,
    perSecond: 220,
    apart: { sos: { burst: 1_020, perSecond: 101 } },
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PacedClock } from './clock.ts';

test('a paced clock runs at its pace, stands at none and goes on where it stood', () => {
  let wall = 1_000;
  const clock = new PacedClock(() => wall);
  const seen = [clock.now()];
  const pass = (ms: number) => {
    wall += ms;
    seen.push(clock.now());
  };
  pass(500);
  clock.setPace(10);
  pass(500);
  clock.setPace(0);
  pass(60_000);
  clock.setPace(2);
  pass(100);
  expect(seen).toEqual([1_000, 1_500, 6_500, 6_500, 6_700]);
});

test('it can be set to another time and says so', () => {
  const clock = new PacedClock(() => 5_000);
  const told: number[] = [];
  const dispose = clock.onChange(() => told.push(clock.now()));
  clock.set(90_000, 0);
  dispose();
  clock.set(1, 1);
  expect({ told, pace: clock.pace, now: clock.now() }).toEqual({ told: [90_000], pace: 1, now: 1 });
});

test('whatever its pace was, changing it never makes it jump nor run backwards', () => {
  const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 100_000 })));
  fc.assert(
    fc.property(steps, (changes) => {
      let wall = 1_700_000_000_000;
      const clock = new PacedClock(() => wall);
      for (const [pace, ms] of changes) {
        const before = clock.now();
        clock.setPace(pace);
        expect(clock.now()).toBe(before);
        wall += ms;
        expect(clock.now()).toBe(before + pace * ms);
      }
    }),
  );
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTimer } from './timer.ts';

const PROTOCOLS = join(import.meta.dirname, 'protocols');
/** A pole that calls, for drills and tests: no part of any link. */
const CALLERS = ['dc09/sender.ts'];

test('no protocol has a timer of its own: what that throws would end the core', () => {
  const sources = readdirSync(PROTOCOLS, { recursive: true, encoding: 'utf8' }).filter(
    (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'),
  );
  const timed = sources.filter((path) =>
    /\b(?:setTimeout|setInterval|setImmediate|nextTick|queueMicrotask)\b/.test(
      readFileSync(join(PROTOCOLS, path), 'utf8'),
    ),
  );
  expect(sources.length).toBeGreaterThan(40);
  expect(timed).toEqual(CALLERS);
});

test('set again it runs once, what it throws is kept by its guard, and disposed it runs no more', async () => {
  const kept: unknown[] = [];
  const guard = (run: () => void) => {
    try {
      run();
    } catch (error) {
      kept.push(error);
    }
  };
  const timer = openTimer(() => {
    throw new TypeError(`run ${kept.length + 1}`);
  }, guard);
  const later = (ms: number) => new Promise<void>((resolve) => openTimer(resolve).set(ms));
  timer.set(1);
  timer.set(2);
  timer.set(2);
  await later(30);
  expect(kept).toEqual([new TypeError('run 1')]);
  timer.set(2);
  await later(30);
  expect(kept).toHaveLength(2);
  timer.set(2);
  timer.dispose();
  timer.set(2);
  await later(30);
  expect(kept).toHaveLength(2);
});

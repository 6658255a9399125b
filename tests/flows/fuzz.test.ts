/** Twenty thousand broken inputs for everything that takes bytes from outside; `npm run fuzz` sends a million. */
import { describe, expect, test } from 'vitest';
import { TARGETS as BROKEN } from '#tests/fuzz/broken.ts';
import { describeReport, main } from '#tests/fuzz/cli.ts';
import { caseOf, type FuzzResult } from '#tests/fuzz/engine.ts';
import { TARGETS } from '#tests/fuzz/targets/index.ts';
import { runWatched } from '#tests/fuzz/watch.ts';

const SEED = 20_310_308;
const CASES = 20_000;
/** Each of these is a thread that works all the time; a loaded machine takes its time. */
const PATIENCE_MS = 600_000;

test.each(TARGETS.map(({ name }) => name))(
  '%s: nothing throws or hangs, memory is flat, and after any garbage the next frame is taken',
  async (name) => {
    const result = await runWatched(name, { cases: CASES, seed: SEED });
    if (!result.ok) throw new Error(JSON.stringify(result.finding));
    expect(result.report).toMatchObject({ name, cases: CASES });
    // Inputs that are all refused, or all taken, would prove nothing.
    expect(result.report.accepted).toBeGreaterThan(CASES / 100);
    expect(CASES - result.report.accepted).toBeGreaterThan(CASES / 100);
  },
  PATIENCE_MS,
);

describe('decoders broken on purpose are found', () => {
  const module = new URL('../fuzz/broken.ts', import.meta.url).href;
  const run = (name: string) => runWatched(name, { cases: CASES, seed: SEED, module, targets: BROKEN, hangMs: 1_500 });
  const whatOf = (result: FuzzResult) => (result.ok ? 'nothing' : result.finding.what);

  test('and a sound one is not', async () => {
    expect(whatOf(await run('sound'))).toBe('nothing');
  });

  test.each([
    ['throws', /index out of range/],
    ['swallows', /the sound frame behind the garbage was not taken/],
    ['grows', /the heap grew/],
    ['hangs', /no end after/],
    ['mumbles', /./],
    ['repeats', /bytes were judged/],
  ])(
    '%s',
    async (name, what) => {
      expect(whatOf(await run(name))).toMatch(what);
    },
    PATIENCE_MS,
  );

  test('the case that is printed is the one that breaks it', async () => {
    const result = await run('throws');
    if (result.ok || result.finding.index === null) throw new Error('not found');
    const { hex, seed, index } = result.finding;
    const { bytes } = caseOf(BROKEN.find(({ name }) => name === 'throws')!, seed, index);
    expect(bytes.toString('hex')).toBe(hex);
    expect(hex).toContain('fe');
  });
});

test('the command prints one line a protocol, and what makes no sense with the usage', async () => {
  const out: string[] = [];
  const err: string[] = [];
  const fuzz = (...args: string[]) =>
    main(
      args,
      (line) => out.push(line),
      (line) => err.push(line),
    );
  expect(await fuzz('--protocol', 'cid', '--cases', '200', '--seed', '1')).toBe(0);
  expect(out[1]).toMatch(/^cid +200 cases, accepted \d+, refused: format \d+/);
  expect([await fuzz('--protocol', 'morse'), await fuzz('--cases', '0'), await fuzz('--what')]).toEqual([2, 2, 2]);
  expect(err.join('\n')).toContain('no protocol is called morse');
  const report = { name: 'cid', cases: 1, accepted: 1, refused: {}, frames: 0, heapBytes: { early: 2048, late: 1024 } };
  expect(describeReport(report)).toBe('cid             1 cases, accepted 1, refused: none; 0 frames, heap -1 KiB');
});

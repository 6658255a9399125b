import { expect, test } from 'vitest';
import { SOUND_PATTERNS, type SoundPattern } from '#shared/wire/sound.ts';
import { cycleOf, renderChime, renderCycle, TEST_CYCLE } from './cycle.ts';

const RATE = 8_000;
const sounding = SOUND_PATTERNS.filter((pattern) => pattern !== 'quiet');
const render = (pattern: SoundPattern, isDrill = false, step = 0) =>
  renderCycle(cycleOf({ pattern, isDrill, step }) ?? TEST_CYCLE, isDrill, RATE);
const rms = (samples: Float32Array) =>
  Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
/** Share of 20 ms slices in which something sounds. */
function duty(samples: Float32Array): number {
  const slices = Array.from({ length: samples.length / 160 }, (_, index) =>
    rms(samples.slice(index * 160, index * 160 + 160)),
  );
  return slices.filter((level) => level > 0.02).length / slices.length;
}

test('quiet is no cycle', () => {
  expect(cycleOf({ pattern: 'quiet', isDrill: false, step: 3 })).toBe(null);
});

test.each(sounding)('%s is loud, never clips and joins itself without a click', (pattern) => {
  const steps = [0, 1, 2, 3].map((step) => render(pattern, false, step));
  for (const samples of [...steps, render(pattern, true), render(pattern, true, 3)]) {
    const peak = samples.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    expect(peak).toBeGreaterThan(0.4);
    expect(peak).toBeLessThanOrEqual(1);
    expect(Math.abs(samples[0]!)).toBeLessThan(0.01);
    expect(Math.abs(samples.at(-1)!)).toBeLessThan(0.01);
  }
});

test('the graver the level, the less silence: level I has none', () => {
  const shares = (['levelI', 'levelII', 'levelIII', 'levelIV'] as const).map((pattern) => duty(render(pattern)));
  expect(shares[0]).toBe(1);
  expect([...shares].sort((a, b) => b - a)).toEqual(shares);
});

test('a drill never sounds like the real alarm of the same level', () => {
  for (const pattern of sounding) expect(render(pattern, true)).not.toEqual(render(pattern));
});

test.each(sounding)('%s rises: each step that nobody answers carries more sound than the one before', (pattern) => {
  const energy = [0, 1, 2, 3].map((step) => rms(render(pattern, false, step)));
  expect(energy).toEqual([...energy].sort((one, other) => one - other));
  expect(energy[3]).toBeGreaterThan(energy[0]!);
  expect(render(pattern, false, 1)).not.toEqual(render(pattern));
});

test.each(
  [false, true].flatMap((isDrill) => (['soft', 'normal', 'loud'] as const).map((level) => ({ isDrill, level }))),
)(
  'the tone of a report is over within a second, far quieter than any alarm, and ends without a click: %o',
  ({ isDrill, level }) => {
    const samples = renderChime({ isDrill, level }, RATE);
    const peak = samples.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    const quietest = Math.min(...sounding.map((pattern) => rms(render(pattern, isDrill))));
    expect(samples.length / RATE).toBeLessThan(1);
    expect(peak).toBeGreaterThan({ soft: 0.02, normal: 0.05, loud: 0.2 }[level]);
    expect(peak).toBeLessThan({ soft: 0.12, normal: 0.3, loud: 0.5 }[level]);
    expect(rms(samples)).toBeLessThan(quietest);
    expect([Math.abs(samples[0]!) < 0.01, Math.abs(samples.at(-1)!) < 0.01]).toEqual([true, true]);
  },
);

/** WCAG 2.2 of the tokens: 1.4.3 (text, 4.5:1) and 1.4.11 (edges and focus marks, 3:1), for every pair the panels use. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const tokens = new Map([...css.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]));

const PLAIN = ['surface-0', 'surface-1', 'surface-2', 'surface-3', 'surface-4', 'selected'];
const TINTED = ['warn-surface', 'bad-surface', 'drill-surface', 'hot-surface', 'hot-surface-hover'];
const EVERYWHERE = [...PLAIN, ...TINTED];

const text: readonly (readonly [string, readonly string[]])[] = [
  ['text-1', [...EVERYWHERE, 'banner-surface']],
  ['text-2', EVERYWHERE],
  ['text-3', EVERYWHERE],
  ['good', EVERYWHERE],
  ['warn', EVERYWHERE],
  ['bad', EVERYWHERE],
  ['info', EVERYWHERE],
  ['warn-text', ['warn-surface', ...PLAIN]],
  ['bad-text', EVERYWHERE],
  ['action-text', ['action', 'action-hover', 'bad-strong', 'bad-strong-hover']],
  ['level-ink', ['level-1', 'level-2', 'level-3', 'level-4']],
];

const marks: readonly (readonly [string, readonly string[]])[] = [
  ['focus', EVERYWHERE],
  ['selected-line', EVERYWHERE],
  ['line-control', ['surface-0', 'surface-1', 'surface-2']],
];

const faintest = (pairs: typeof text, least: number) =>
  pairs.flatMap(([front, backs]) =>
    backs
      .map((back) => [`${front} on ${back}`, contrast(colour(front), colour(back))] as const)
      .filter(([, ratio]) => ratio < least),
  );

test('every text is legible on every surface it stands on', () => {
  expect(faintest(text, 4.5)).toEqual([]);
});

test('the edge of a field, what is selected and what has the focus stand out', () => {
  expect(faintest(marks, 3)).toEqual([]);
});

test('the measure itself is that of WCAG', () => {
  expect([contrast('#000000', '#ffffff'), contrast('#777777', '#ffffff').toFixed(2)]).toEqual([21, '4.48']);
});

function colour(name: string): string {
  const value = tokens.get(name);
  if (value === undefined) throw new Error(`no token --${name}`);
  return value;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (light! + 0.05) / (dark! + 0.05);
}

/** Relative luminance of `#rrggbb`, 0 to 1. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

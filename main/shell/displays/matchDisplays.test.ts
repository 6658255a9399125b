import { expect, test } from 'vitest';
import type { DisplayFacts, KnownDisplay } from './displayFacts.ts';
import { matchDisplays } from './matchDisplays.ts';

const seen = (id: number, label: string, x: number, changes: Partial<DisplayFacts> = {}): DisplayFacts => ({
  id,
  label,
  isInternal: false,
  bounds: { x, y: 0, width: 1_920, height: 1_080 },
  workArea: { x, y: 0, width: 1_920, height: 1_080 },
  scaleFactor: 1,
  rotation: 0,
  ...changes,
});
const known = (identity: string, id: number, label: string, x: number): KnownDisplay => ({
  identity,
  id,
  label,
  isInternal: false,
  width: 1_920,
  height: 1_080,
  x,
  y: 0,
});
const boundsAt = (x: number, width: number, height: number) => ({ bounds: { x, y: 0, width, height } });

const DESK = known('desk', 1, 'DELL', 0);
const LEFT = known('left', 2, 'SONY', 1_920);
const RIGHT = known('right', 3, 'SONY', 3_840);

test.each<[name: string, known: KnownDisplay[], present: DisplayFacts[], expected: Record<number, string>]>([
  [
    'nothing has changed',
    [DESK, LEFT, RIGHT],
    [seen(1, 'DELL', 0), seen(2, 'SONY', 1_920), seen(3, 'SONY', 3_840)],
    { 1: 'desk', 2: 'left', 3: 'right' },
  ],
  [
    'every number is another one',
    [DESK, LEFT],
    [seen(71, 'DELL', 0), seen(70, 'SONY', 1_920)],
    { 71: 'desk', 70: 'left' },
  ],
  [
    'the system lists them the other way round and puts them there',
    [DESK, LEFT],
    [seen(2, 'SONY', 0), seen(1, 'DELL', 1_920)],
    { 1: 'desk', 2: 'left' },
  ],
  ['one is gone', [DESK, LEFT, RIGHT], [seen(1, 'DELL', 0), seen(3, 'SONY', 1_920)], { 1: 'desk', 3: 'right' }],
  ['one is new', [DESK], [seen(1, 'DELL', 0), seen(9, 'EIZO', 1_920)], { 1: 'desk' }],
  [
    'two of one model are told apart by their numbers though they changed places',
    [LEFT, RIGHT],
    [seen(2, 'SONY', 3_840), seen(3, 'SONY', 1_920)],
    { 2: 'left', 3: 'right' },
  ],
  [
    'two of one model with new numbers are told apart by their places',
    [LEFT, RIGHT],
    [seen(8, 'SONY', 3_840), seen(9, 'SONY', 1_920)],
    { 9: 'left', 8: 'right' },
  ],
  [
    'one of two of one model is left, with a new number: the one that stood there',
    [LEFT, RIGHT],
    [seen(8, 'SONY', 3_840)],
    { 8: 'right' },
  ],
  [
    'two of one model exchanged their numbers with their sockets, and nobody can know better',
    [LEFT, RIGHT],
    [seen(3, 'SONY', 1_920), seen(2, 'SONY', 3_840)],
    { 3: 'right', 2: 'left' },
  ],
  ['its resolution changed', [DESK, LEFT], [seen(2, 'SONY', 1_920, boundsAt(1_920, 3_840, 2_160))], { 2: 'left' }],
  [
    'its resolution and its number changed',
    [DESK, LEFT],
    [seen(9, 'SONY', 1_920, boundsAt(1_920, 3_840, 2_160))],
    { 9: 'left' },
  ],
  [
    'it was turned upright',
    [known('left', 2, '', 1_920)],
    [seen(9, '', 1_920, { ...boundsAt(1_920, 1_080, 1_920), rotation: 90 })],
    { 9: 'left' },
  ],
  [
    'it is scaled now, with another number and no name',
    [known('left', 2, '', 1_920)],
    [seen(9, '', 1_920, { ...boundsAt(1_920, 960, 540), scaleFactor: 2 })],
    { 9: 'left' },
  ],
  [
    'nameless ones of one size keep their places though their numbers changed',
    [known('a', 1, '', 0), known('b', 2, '', 1_920), known('c', 3, '', 3_840)],
    [seen(11, '', 3_840), seen(12, '', 0), seen(13, '', 1_920)],
    { 11: 'c', 12: 'a', 13: 'b' },
  ],
  [
    'a nameless one of another size and number is a new one',
    [known('a', 1, '', 0)],
    [seen(11, '', 0, boundsAt(0, 1_280, 720))],
    {},
  ],
  ['a number that was given to another model is no sign', [LEFT], [seen(2, 'EIZO', 1_920)], {}],
  ['a newer runtime names what an older one did not', [known('a', 1, '', 0)], [seen(1, 'DELL', 0)], { 1: 'a' }],
  [
    'the panel of a notebook is never taken for a monitor of the same size',
    [known('a', 1, '', 0)],
    [seen(1, '', 0, { isInternal: true })],
    {},
  ],
])('%s', (_name, remembered, present, expected) => {
  expect(Object.fromEntries(matchDisplays(remembered, present))).toEqual(expected);
});

test('the order in which displays are listed decides nothing', () => {
  const present = [seen(8, 'SONY', 3_840), seen(9, 'SONY', 1_920), seen(1, 'DELL', 0)];
  const orders = [present, present.toReversed(), [present[2]!, present[0]!, present[1]!]];
  expect(orders.map((order) => Object.fromEntries(matchDisplays([RIGHT, DESK, LEFT], order)))).toEqual(
    orders.map(() => ({ 1: 'desk', 8: 'right', 9: 'left' })),
  );
});

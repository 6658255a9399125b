import { expect, test } from 'vitest';
import { HOPELESS_LOOKS, PaintJudge, type PaintSigns, START_LOOKS, STILL_LOOKS } from './wallPaint.ts';

const painting = { state: 'painting', isHopeless: false };
const restarting = { state: 'restarting', isHopeless: false };
const frozen = { state: 'frozen', isHopeless: false };

/** A page that beats once a look, from beat `from`. */
const lively = (from: number) => (look: number) => ({ beats: from + look, corner: `colour ${(from + look) % 4}` });
const looks = (judge: PaintJudge, count: number, signs: (look: number) => PaintSigns) =>
  Array.from({ length: count }, (_, look) => judge.look(signs(look)));
const alive = () => {
  const judge = new PaintJudge();
  looks(judge, 5, lively(0));
  return judge;
};

test('a window is painting as soon as beats and picture have moved together', () => {
  const judge = new PaintJudge();
  const none = { beats: null, corner: 'dark' };
  expect([judge.look(none), ...looks(judge, 3, lively(0))]).toEqual([restarting, painting, painting, painting]);
});

test.each([
  ['a page that beats while its picture stands still', (look: number) => ({ beats: 100 + look, corner: 'colour 0' })],
  ['a picture that changes while its page is silent', (look: number) => ({ beats: 4, corner: `colour ${look % 4}` })],
  ['a picture nobody can take', (look: number) => ({ beats: 100 + look, corner: null })],
])('%s is frozen after seconds, and so long', (_name, signs) => {
  const judge = alive();
  const verdicts = looks(judge, STILL_LOOKS + 2, signs).map(({ state }) => state);
  expect(verdicts.slice(0, STILL_LOOKS - 1)).toEqual(Array.from({ length: STILL_LOOKS - 1 }, () => 'painting'));
  expect(verdicts.slice(-2)).toEqual(['frozen', 'frozen']);
  expect(judge.look({ beats: 200, corner: 'colour 9' })).toEqual(painting);
});

test('one that stays frozen is given up once, and starts anew with its page', () => {
  const judge = alive();
  const verdicts = looks(judge, STILL_LOOKS + HOPELESS_LOOKS, () => ({ beats: 4, corner: 'colour 0' }));
  expect(verdicts.filter(({ isHopeless }) => isHopeless)).toEqual([{ state: 'frozen', isHopeless: true }]);
  judge.restart();
  expect(looks(judge, 3, lively(0))).toEqual([restarting, painting, painting]);
});

test('a page that never beats is frozen when its time to start is over', () => {
  const verdicts = looks(new PaintJudge(), START_LOOKS, () => ({ beats: null, corner: 'dark' }));
  expect([verdicts.at(-2), verdicts.at(-1)]).toEqual([restarting, frozen]);
});

test('beats slower than looks are no standstill', () => {
  const judge = alive();
  const slow = (look: number) => lively(10)(Math.floor(look / 5));
  expect(new Set(looks(judge, 60, slow).map(({ state }) => state))).toEqual(new Set(['painting']));
});

test('what could not be looked at for a while is not held against it', () => {
  const judge = alive();
  const still = () => ({ beats: 4, corner: 'colour 0' });
  looks(judge, STILL_LOOKS - 1, still);
  judge.forgive();
  expect(new Set(looks(judge, STILL_LOOKS - 1, still).map(({ state }) => state))).toEqual(new Set(['painting']));
});

/** Every refusal the core can give has words of its own in the window, in both languages, and no words wait for none. */
import { expect, test } from 'vitest';
import { REFUSALS } from '#shared/text/refusals.ts';
import { readSources } from './imports.ts';

/** What an ingest endpoint answers goes to a terminal, never to a window. */
const GIVERS =
  /^(shared\/domain|main\/core\/desk|main\/core\/gateway|main\/core\/accounts\/(?:index|stewards|passwords|failures|ownSecrets|secondFactors)|main\/core\/handover|main\/core\/drill\/(?:drillDesk|scenarioStore)|shared\/wire\/scenario|main\/core\/calls|main\/core\/links\/transports|main\/core\/links\/slot|main\/core\/link[DS]\w+|main\/core\/devices|main\/core\/machines\/(?:index|joinCodes|lan|phones)|main\/core\/deviceStewards|main\/core\/video\/(?:open|snapshots|ptz)|main\/core\/evidence\/packet)(?:\/|\.ts$)(?!.*(?:\.test|Parse)\.ts$)/;
const REFUSAL = /\brefus(?:e|al)\(\s*(?:reply\b[^']*?,\s*\d{3},\s*)?'(\w+)'|\bok: false, code: '(\w+)'/g;

function codesGiven(): string[] {
  const codes = readSources(['shared', 'main'])
    .filter(({ path }) => GIVERS.test(path))
    .flatMap(({ source }) => [...source.matchAll(REFUSAL)].map(([, refused, answered]) => refused ?? answered));
  return [...new Set(codes)].sort() as string[];
}

test('each refusal of domain, desk and gateway has its words', () => {
  expect(codesGiven()).toEqual(Object.keys(REFUSALS).sort());
});

test('no refusal is said in Chinese to an English reader, nor in English to a Chinese one', () => {
  const words = Object.values(REFUSALS);
  expect(words.filter(({ en }) => /\p{Script=Han}/u.test(en))).toEqual([]);
  expect(words.filter(({ zh }) => zh !== undefined && /[A-Za-z]{2}/.test(zh))).toEqual([]);
});

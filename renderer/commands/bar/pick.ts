import { type Readings, whereSpelled, wordsOf } from '#shared/search/searchIndex.ts';

/** What a word of the bar may mean: by its code, a number, its names in any language, pinyin or initials. */
export interface Choice<Item> {
  readonly item: Item;
  readonly names: readonly string[];
  readonly codes: readonly string[];
}

/** Best first; only those as good as the best one are meant, so two of them are one too many. */
export interface Picked<Item> {
  readonly meant: readonly Item[];
  readonly all: readonly Item[];
}

/** 1 is the best. A whole name is never outdone by a part of another. */
const GRADES = ['whole', 'number', 'start', 'spelledStart', 'inside', 'spelledInside'] as const;

/** Spaces are not typed within one word of the bar: names are compared without them. */
export const packed = (text: string): string => wordsOf(text).join('');

export function pickFrom<Item>(choices: readonly Choice<Item>[], typed: string, readings: Readings): Picked<Item> {
  const word = packed(typed);
  const all = choices.map(({ item }) => item);
  if (word === '') return { meant: [], all };
  const graded = choices
    .map((choice) => ({ item: choice.item, grade: gradeOf(choice, word, readings) }))
    .filter(({ grade }) => grade > 0)
    .sort((left, right) => left.grade - right.grade);
  const best = graded[0]?.grade;
  return {
    meant: graded.filter(({ grade }) => grade === best).map(({ item }) => item),
    all: graded.map(({ item }) => item),
  };
}

function gradeOf<Item>({ names, codes }: Choice<Item>, word: string, readings: Readings): number {
  const texts = [...codes, ...names].map(packed);
  const spelled = names.map((name) => whereSpelled(packed(name), word, readings));
  const fits: Readonly<Record<(typeof GRADES)[number], boolean>> = {
    whole: texts.includes(word),
    number: /^\d+$/.test(word) && texts.some((text) => numbersIn(text).includes(Number(word))),
    start: texts.some((text) => text.startsWith(word)),
    spelledStart: spelled.includes('start'),
    inside: texts.some((text) => text.includes(word)),
    spelledInside: spelled.includes('inside'),
  };
  return GRADES.findIndex((grade) => fits[grade]) + 1;
}

/** `u-012` and `巡防 12 队` are number 12. */
const numbersIn = (text: string): readonly number[] => (text.match(/\d+/g) ?? []).map(Number);

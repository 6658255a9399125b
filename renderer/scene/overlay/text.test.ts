import { expect, test } from 'vitest';
import { shortened } from './text.ts';

test('a name of thirty Chinese characters or sixty letters is drawn whole, a longer one is cut', () => {
  const chinese = '平'.repeat(30);
  const latin = 'a'.repeat(60);
  expect([chinese, latin, `${chinese}安`, `${latin}b`].map(shortened)).toEqual([
    chinese,
    latin,
    `${chinese}…`,
    `${latin}…`,
  ]);
});

test('a character of two code units is never cut in half', () => {
  expect(shortened(`${'平'.repeat(29)}𠮷𠮷`)).toBe(`${'平'.repeat(29)}𠮷…`);
});

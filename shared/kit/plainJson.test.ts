import { expect, test } from 'vitest';
import { z } from 'zod';
import { isPlainJson } from './plainJson.ts';

const HIDDEN = '{"name":{"length":{"toString":null,"valueOf":null}}}';

test('an object that hides how it becomes a number makes a schema throw, and is not plain', () => {
  const schema = z.strictObject({ name: z.string().min(1).max(9) });
  expect(() => schema.safeParse(JSON.parse(HIDDEN))).toThrow(TypeError);
  expect(isPlainJson(JSON.parse(HIDDEN))).toBe(false);
  expect(isPlainJson([[{ a: JSON.parse(HIDDEN) }]])).toBe(false);
});

test('what JSON says otherwise is plain, however deep', () => {
  let deep: unknown = 1;
  for (let level = 0; level < 100_000; level++) deep = [deep];
  const sound = [null, 1, 'toString', true, [], {}, { length: {} }, JSON.parse('{"__proto__":null}'), deep];
  expect(sound.map(isPlainJson)).toEqual(sound.map(() => true));
  expect(isPlainJson(undefined)).toBe(true);
  expect(isPlainJson(new Uint8Array(100_000))).toBe(true);
});

import { expect, test } from 'vitest';
import { actorName } from './system.ts';

test('a seat the product made by itself is named in the reader’s language, a person as he is called', () => {
  const named = ['实战台', '本机大屏', '演练席位 12', '演练席位', '王建国', 'system:rule'];
  expect(named.map((name) => actorName(name, 'en'))).toEqual([
    ...['Live desk', 'Local wall', 'Drill seat 12', '演练席位', '王建国', 'Automatic notice'],
  ]);
  expect(named.slice(0, 3).map((name) => actorName(name, 'zh-CN'))).toEqual(named.slice(0, 3));
});

import { expect, test } from 'vitest';
import { halfOf } from './language.ts';
import { ownName } from './ownNames.ts';

test('a sentence of the shell is read in one language, and kept whole when it has not exactly two halves', () => {
  const sentence = '没有声音输出 / There is no audio output';
  const lastWords = 'station.json: links / 0 / port';
  expect([halfOf(sentence, 'zh-CN'), halfOf(sentence, 'en')]).toEqual(['没有声音输出', 'There is no audio output']);
  expect([halfOf(lastWords, 'zh-CN'), halfOf(lastWords, 'en')]).toEqual([lastWords, lastWords]);
});

test('names the product gives itself are English in English, names given by people stay', () => {
  const names = ['自动通知', '林晓'];
  expect([names.map((name) => ownName(name, 'zh-CN')), names.map((name) => ownName(name, 'en'))]).toEqual([
    ['自动通知', '林晓'],
    ['Automatic notice', '林晓'],
  ]);
});

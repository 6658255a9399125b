import { expect, test } from 'vitest';
import { JoinCodes } from './joinCodes.ts';

function codesAt(start: number) {
  let now = start;
  const blocked: string[] = [];
  const codes = new JoinCodes({ clock: () => now, onBlocked: (address) => blocked.push(address) });
  return {
    codes,
    blocked,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

test('a code is taken once, however it is typed, and not after ten minutes', () => {
  const { codes, pass } = codesAt(1_000);
  const { code, untilAt } = codes.make('m-1');
  expect(untilAt).toBe(601_000);
  expect(codes.take(` ${code.slice(0, 4).toLowerCase()} - ${code.slice(4)}`, '10.0.0.2')).toEqual({
    ok: true,
    value: 'm-1',
  });
  expect(codes.take(code, '10.0.0.2')).toMatchObject({ failure: { code: 'joinCodeWrong' } });
  const late = codes.make('m-2');
  pass(600_000);
  expect(codes.take(late.code, '10.0.0.3')).toMatchObject({ failure: { code: 'joinCodeWrong' } });
});

test('a withdrawn code opens nothing', () => {
  const { codes } = codesAt(0);
  const { code } = codes.make('m-1');
  codes.withdraw('m-1');
  expect(codes.take(code, '10.0.0.2')).toMatchObject({ failure: { code: 'joinCodeWrong' } });
});

test('guesses from many addresses void every open code and stop everybody until ten quiet minutes have passed', () => {
  const { codes, blocked, pass } = codesAt(0);
  const open = codes.make('m-1');
  for (let guess = 0; guess < 40; guess++) codes.take('AAAAAAAA', `10.0.0.${guess}`);
  expect(blocked).toEqual(['10.0.0.39']);
  expect(codes.take(open.code, '10.0.1.1')).toMatchObject({ failure: { code: 'tooManyTries' } });
  pass(600_000);
  expect(codes.take(open.code, '10.0.1.1')).toMatchObject({ failure: { code: 'joinCodeWrong' } });
  expect(codes.take(codes.make('m-2').code, '10.0.1.2')).toEqual({ ok: true, value: 'm-2' });
});

test('a clock that was set back blocks nobody for ever', () => {
  const { codes, pass } = codesAt(10_000_000);
  for (let guess = 0; guess < 5; guess++) codes.take('AAAAAAAA', '10.0.0.2');
  pass(-5_000_000);
  expect(codes.take(codes.make('m-1').code, '10.0.0.2')).toEqual({ ok: true, value: 'm-1' });
});

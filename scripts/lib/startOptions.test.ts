import { describe, expect, test } from 'vitest';
import { readStartOptions } from './start-options.mjs';

describe('the options of npm start', () => {
  test('become absolute paths and name=value arguments for the application', () => {
    expect(
      readStartOptions(['--screenshot', 'out/duty.png', '--size=1366x768', '--lang', 'en'], '/home/officer'),
    ).toEqual({
      args: ['--screenshot=/home/officer/out/duty.png', '--size=1366x768', '--lang=en'],
      width: 1366,
      height: 768,
      values: { '--screenshot': '/home/officer/out/duty.png', '--size': '1366x768', '--lang': 'en' },
    });
  });

  test('default to a full HD window and nothing to pass on', () => {
    expect(readStartOptions([], '/')).toEqual({ args: [], width: 1920, height: 1080, values: {} });
  });

  test('may say alone that the wall is opened', () => {
    expect(readStartOptions(['--wall', '--lang', 'en'], '/')).toMatchObject({ args: ['--wall=others', '--lang=en'] });
    expect(readStartOptions(['--wall=all'], '/')).toMatchObject({ args: ['--wall=all'] });
  });

  test.each([
    [['--screenshoot', 'x.png'], 'Unknown option --screenshoot'],
    [['--no-sandbox'], 'Unknown option --no-sandbox'],
    [['--data'], '--data needs a value'],
    [['--size', 'big'], '--size is WIDTHxHEIGHT in pixels, such as 1366x768'],
    [['--lang', 'fr'], '--lang is zh-CN or en'],
    [['--wall=left'], '--wall stands alone or as --wall=all'],
  ])('are refused with a sentence: %j', (given, problem) => {
    expect(readStartOptions(given, '/')).toEqual({ problem });
  });
});

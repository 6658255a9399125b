import { expect, test } from 'vitest';
import { EVALUATION_ELECTRON, forbiddenSwitch, type LaunchContext } from './launchRules.ts';

const released = (argv: string[], overrides: Partial<LaunchContext> = {}) =>
  forbiddenSwitch({ argv, isPackaged: true, electronVersion: '45.4.1', isTestRun: false, ...overrides });

test('a packaged application names the switch that asks for a debugger', () => {
  expect(released(['pingan', '--remote-debugging-port=0'])).toBe('--remote-debugging-port');
  expect(released(['pingan', '--data=x', '--inspect'])).toBe('--inspect');
  expect(released(['pingan', '-INSPECT-BRK=9229'])).toBe('-INSPECT-BRK');
  expect(released(['pingan', '--remote-debugging-pipe'])).toBe('--remote-debugging-pipe');
});

test('a packaged application names the switch that would take a lock off or start a program', () => {
  for (const name of ['--no-sandbox', '--gpu-launcher', '--disable-web-security', '--js-flags', '--proxy-server']) {
    expect(released(['pingan', `${name}=x`])).toBe(name);
  }
});

test('ordinary switches are no debugger', () => {
  expect(released(['pingan', '--data=--inspect-me', '--inspection=full'])).toBe(null);
});

test('a test run opens an official pack no further', () => {
  expect(released(['pingan', '--inspect=0'], { isTestRun: true })).toBe('--inspect');
});

test('a pack of the evaluation runtime may be driven by a test run only', () => {
  const evaluation = { electronVersion: EVALUATION_ELECTRON };
  expect(released(['pingan', '--inspect=0'], { ...evaluation, isTestRun: true })).toBe(null);
  expect(released(['pingan', '--inspect=0'], evaluation)).toBe('--inspect');
});

test('a developer may debug the sources', () => {
  expect(released(['electron', '.', '--inspect'], { isPackaged: false })).toBe(null);
});

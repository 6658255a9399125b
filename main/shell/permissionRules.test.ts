import { expect, test } from 'vitest';
import { isGranted } from './permissionRules.ts';

const DUTY = 'app://pingan/windows/duty/index.html';
const asked = (permission: string, url: string, isMainFrame = true) => isGranted({ permission, url, isMainFrame });

test('camera and microphone are the duty page’s own, and no frame’s in it, nor another page’s', () => {
  expect([asked('media', DUTY), asked('media', `${DUTY}?sheet=scenes#x`)]).toEqual([true, true]);
  expect([
    asked('media', DUTY, false),
    asked('media', 'app://pingan'),
    asked('media', 'app://pingan/'),
    asked('media', 'app://pingan/windows/sound/index.html'),
    asked('media', 'app://pingan/windows/duty/index.html.evil'),
    asked('media', 'https://app://pingan/windows/duty/index.html'),
    asked('media', 'http://127.0.0.1:4700/worker/'),
    asked('media', ''),
  ]).toEqual(Array.from({ length: 8 }, () => false));
});

test('text may be copied by every page of ours, and nothing else may be had by any', () => {
  expect([asked('clipboard-sanitized-write', DUTY), asked('clipboard-sanitized-write', 'app://pingan')]).toEqual([
    true,
    true,
  ]);
  expect(asked('clipboard-sanitized-write', 'app://pingan.evil/')).toBe(false);
  const others = [
    'geolocation',
    'notifications',
    'display-capture',
    'midi',
    'clipboard-read',
    'serial',
    'hid',
    'usb',
    '',
  ];
  expect(others.filter((permission) => asked(permission, DUTY))).toEqual([]);
});

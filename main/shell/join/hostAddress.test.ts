import { expect, test } from 'vitest';
import { readHostAddress, showHostAddress } from './hostAddress.ts';

test.each([
  ['192.168.1.10:4743', '192.168.1.10:4743'],
  [' ZHZ-Host ', 'zhz-host:4743'],
  ['zhz.local:8443', 'zhz.local:8443'],
  ['[fd00::1]:4743', '[fd00::1]:4743'],
])('%j is a host', (text, shown) => {
  const address = readHostAddress(text);
  expect(address && showHostAddress(address)).toBe(shown);
});

test.each(['', 'https://host:1', 'host:0', 'host:70000', 'user@host', 'host/path', 'a b', '[::1', 'host:1:2', '-host'])(
  '%j is none',
  (text) => {
    expect(readHostAddress(text)).toBe(null);
  },
);

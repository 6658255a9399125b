import { expect, test } from 'vitest';
import { contentSecurityPolicy } from './contentSecurityPolicy.ts';

test('a page may speak to itself, the scene pack and exactly the address of the core, and for pictures to other ports of its host', () => {
  expect(contentSecurityPolicy('http://127.0.0.1:4700').split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob: pack: http://127.0.0.1:4700",
    "connect-src 'self' data: blob: pack: http://127.0.0.1:4700 ws://127.0.0.1:4700 http://127.0.0.1:* ws://127.0.0.1:*",
    "font-src 'self'",
    "media-src 'self' blob:",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]);
});

test('without a core it may speak to no host at all', () => {
  expect(contentSecurityPolicy(null)).not.toContain('//');
});

test('eval is never allowed', () => {
  expect(contentSecurityPolicy('http://127.0.0.1:4700')).not.toContain("'unsafe-eval'");
});

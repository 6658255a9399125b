import { expect, test } from 'vitest';
import { isAllowedExternal, isAllowedRequest, isOwnFile, originOf } from './requestRules.ts';

const packaged = { coreOrigin: 'http://127.0.0.1:4700', isPackaged: true };

test.each([
  'app://pingan/windows/duty/index.html',
  'pack://demo/tiles/tileset.json',
  'blob:app://pingan/5f1c',
  'data:image/png;base64,AA==',
  'http://127.0.0.1:4700/healthz',
  'ws://127.0.0.1:4700/socket.io/?EIO=4',
  'ws://127.0.0.1:4931/ypDYUCmg4MN-hubh1l476ELkFaivO1ou/live.flv',
  'http://127.0.0.1:4931/ypDYUCmg4MN-hubh1l476ELkFaivO1ou/preroll.flv',
  'http://127.0.0.1:4931/ypDYUCmg4MN-hubh1l476ELkFaivO1ou/hls/c2VhbA/aHR0cDovL2E?_HLS_msn=4',
])('%s is ours', (url) => {
  expect(isAllowedRequest(url, packaged)).toBe(true);
});

test.each([
  'app://evil/x.js',
  'app://pingan.evil/x.js',
  'pack://../x',
  'blob:https://evil.example/5f1c',
  'file:///etc/passwd',
  'https://api.cesium.com/v1/assets',
  'http://127.0.0.1:4701/healthz',
  'http://127.0.0.1/healthz',
  'http://127.0.0.1:4931/ypDYUCmg4MN-hubh1l476ELkFaivO1ou/healthz',
  'http://127.0.0.1:4931/short/live.flv',
  'http://127.0.0.2:4931/ypDYUCmg4MN-hubh1l476ELkFaivO1ou/live.flv',
  'http://a:b@127.0.0.1:4931/ypDYUCmg4MN-hubh1l476ELkFaivO1ou/live.flv',
  'https://127.0.0.1:4931/ypDYUCmg4MN-hubh1l476ELkFaivO1ou/live.flv',
  'http://localhost:4700/healthz',
  'http://127.0.0.1:4700@evil.example/',
  'http://a:b@127.0.0.1:4700/',
  'wss://127.0.0.1:4700/',
  'ftp://127.0.0.1:4700/',
  'devtools://devtools/bundled/inspector.html',
  'not an address',
])('%s is refused', (url) => {
  expect(isAllowedRequest(url, packaged)).toBe(false);
});

test('a seat of a host asks exactly that host, encrypted and never otherwise', () => {
  const seat = { coreOrigin: 'https://192.168.1.10:4743', isPackaged: true };
  const urls = ['https://192.168.1.10:4743/api', 'wss://192.168.1.10:4743/socket.io/', 'http://192.168.1.10:4743/api'];
  const others = ['ws://192.168.1.10:4743/socket.io/', 'https://192.168.1.10/api', 'https://192.168.1.11:4743/api'];
  others.push('ws://192.168.1.10:4931/ypDYUCmg4MN-hubh1l476ELkFaivO1ou/live.flv');
  expect([...urls, ...others].map((url) => isAllowedRequest(url, seat))).toEqual([true, true, ...Array(5).fill(false)]);
});

test('before the core has an address nothing of http is allowed', () => {
  expect(isAllowedRequest('http://127.0.0.1:4700/', { ...packaged, coreOrigin: null })).toBe(false);
});

test('from source the developer tools may load themselves', () => {
  const source = { ...packaged, isPackaged: false };
  expect(isAllowedRequest('devtools://devtools/bundled/inspector.html', source)).toBe(true);
});

test('the log names origins and never paths or tokens', () => {
  expect(['https://a.example/x?token=1', 'data:text/plain,secret', 'blob:app://pingan/1', '::'].map(originOf)).toEqual([
    'https://a.example',
    'data:',
    'blob:',
    'invalid:',
  ]);
});

test('only an exact https origin of the list may be opened outside', () => {
  const allowed = (url: string) => isAllowedExternal(url, ['https://help.pingan.example']);
  expect(allowed('https://help.pingan.example/guide?page=2')).toBe(true);
  const hostile = [
    'http://help.pingan.example/',
    'https://help.pingan.example@evil.example/',
    'https://ok@help.pingan.example/',
    'https://help.pingan.example.evil.example/',
    'https://help.pingan.example:8443/',
    'file:///etc/passwd',
    'smb://server/share',
    'ms-msdt:/id',
    'javascript:alert(1)',
    '\\\\server\\share',
    '',
  ];
  expect(hostile.filter(allowed)).toEqual([]);
});

test('only what a page of ours has made itself may be saved as a file', () => {
  const urls = [
    'blob:app://pingan/0f3c',
    'blob:http://127.0.0.1:4700/0f3c',
    'http://127.0.0.1:4700/x.csv',
    'data:text/csv,a',
  ];
  expect(urls.map(isOwnFile)).toEqual([true, false, false, false]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HlsAddresses } from './hlsAddresses.ts';
import { JpegReader } from './multipart.ts';

const BASE = 'http://10.0.0.5:8888/cam/index.m3u8';

test('every address of a playlist is sealed, opens to what it meant, and to nothing when changed', () => {
  const addresses = new HlsAddresses();
  const playlist = [
    '#EXTM3U',
    '#EXT-X-MAP:URI="init.mp4"',
    '#EXTINF:1,',
    'seg1.m4s?a=b',
    '#EXT-X-PART:DURATION=0.2,URI="/p/2.m4s"',
    '',
  ].join('\n');
  const rewritten = addresses.rewrite(playlist, BASE);
  const sealed = [...rewritten.matchAll(/hls\/([\w-]+\/[\w-]+)/g)].map(([, one]) => one!);
  expect(sealed.map((one) => addresses.open(one))).toEqual([
    'http://10.0.0.5:8888/cam/init.mp4',
    'http://10.0.0.5:8888/cam/seg1.m4s?a=b',
    'http://10.0.0.5:8888/p/2.m4s',
  ]);
  const forged = `${sealed[0]!.split('/')[0]}/${Buffer.from('http://10.0.0.6/').toString('base64url')}`;
  expect([
    addresses.open(forged),
    addresses.open(''),
    addresses.open('x/y'),
    new HlsAddresses().open(sealed[0]!),
  ]).toEqual([null, null, null, null]);
});

test('a playlist cannot make a window fetch another scheme', () => {
  const rewritten = new HlsAddresses().rewrite('#EXTM3U\n#EXT-X-KEY:URI="file:///etc/passwd"\njavascript:1\n', BASE);
  expect(rewritten).toBe('#EXTM3U\n#EXT-X-KEY:URI="refused"\nrefused\n');
});

test('pictures are found by their marks however they are cut, whatever stands between', () => {
  const picture = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9]);
  const bytes = Buffer.concat([
    Buffer.from('--b\r\nContent-Type: image/jpeg\r\n\r\n'),
    picture,
    Buffer.from('\r\n--b\r\n\r\n'),
    picture,
  ]);
  for (const step of [1, 2, 5, bytes.length]) {
    const reader = new JpegReader();
    const pictures = [];
    for (let at = 0; at < bytes.length; at += step) pictures.push(...reader.push(bytes.subarray(at, at + step)));
    expect(pictures).toEqual([picture, picture]);
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => void new JpegReader().push(Buffer.from(noise))));
});

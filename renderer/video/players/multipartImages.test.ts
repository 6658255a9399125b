import { expect, test } from 'vitest';
import { LARGEST_IMAGE_BYTES, MultipartImages } from './multipartImages.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const STREAM = bytes(
  '--frame\r\nContent-Type: image/jpeg\r\nContent-Length: 5\r\n\r\nfirst\r\n--frame\r\n\r\nsecond\r\n--frame\r\nX: y\r\n\r\nthird\r\n--frame',
);

test('every cut of the stream gives the same pictures', () => {
  for (let size = 1; size <= STREAM.length; size++) {
    const images = new MultipartImages('frame');
    const seen: string[] = [];
    for (let at = 0; at < STREAM.length; at += size) {
      for (const image of images.push(STREAM.subarray(at, at + size))) seen.push(new TextDecoder().decode(image));
    }
    expect(seen).toEqual(['first', 'second', 'third']);
  }
});

test('a picture whose length is stated is there with its last byte, not with the delimiter behind it', () => {
  const images = new MultipartImages('cut');
  const seen = images.push(bytes('--cut\r\nContent-Length: 5\r\n\r\nfirst'));
  expect(seen.map((image) => new TextDecoder().decode(image))).toEqual(['first']);
  const next = images.push(bytes('\r\n--cut\r\nContent-Length: 6\r\n\r\nsecond\r\n--cut'));
  expect(next.map((image) => new TextDecoder().decode(image))).toEqual(['second']);
});

test('a length that lies does not reach beyond its part, and dashes in the boundary are the same boundary', () => {
  const images = new MultipartImages('--cut');
  const seen = images.push(bytes('--cut\r\nContent-Length: 999\r\n\r\nshort\r\n--cut\r\nno end of headers--cut'));
  expect(seen.map((image) => new TextDecoder().decode(image))).toEqual(['short']);
});

test('a part that never ends is given up', () => {
  const images = new MultipartImages('frame');
  images.push(bytes('--frame\r\n\r\n'));
  const megabyte = new Uint8Array(1024 * 1024);
  expect(() => {
    for (let pushed = 0; pushed <= LARGEST_IMAGE_BYTES; pushed += megabyte.length) images.push(megabyte);
  }).toThrow(RangeError);
});

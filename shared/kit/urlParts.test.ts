import { expect, test } from 'vitest';
import { urlPartsOf } from './urlParts.ts';

test('scheme, user and host are read, whatever follows', () => {
  expect(urlPartsOf('RTSP://10.1.0.7:554/Streaming/Channels/101')).toEqual({
    scheme: 'rtsp:',
    userInfo: null,
    host: '10.1.0.7',
  });
  expect(urlPartsOf('rtsp://admin:p@ss@cam.lan/1?x=a@b')).toEqual({
    scheme: 'rtsp:',
    userInfo: 'admin:p@ss',
    host: 'cam.lan',
  });
  expect(urlPartsOf('http://[fd00::5]:8889/a/whep')).toEqual({ scheme: 'http:', userInfo: null, host: '[fd00::5]' });
});

test('what is no address of a host is none', () => {
  const texts = [
    '',
    'rtsp',
    'rtsp:/10.1.0.7',
    'rtsp:///x',
    'http://a b/',
    'http://host\\@evil/',
    'http://a\n',
    'file:x',
  ];
  expect(texts.map(urlPartsOf)).toEqual(texts.map(() => null));
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Authorization, chooseChallenge } from './authorization.ts';
import { RtspReader } from './rtspReader.ts';
import { readSdp } from './sdp.ts';

const ANSWER = 'RTSP/1.0 200 OK\r\nCSeq: 2\r\nContent-Length: 4\r\n\r\nv=0\n';

test('answers and frames are told apart however they are cut', () => {
  const bytes = Buffer.concat([
    Buffer.from(ANSWER),
    Buffer.from([0x24, 1, 0, 2, 7, 8]),
    Buffer.from('\r\n'),
    Buffer.from(ANSWER),
  ]);
  for (const step of [1, 3, 7, bytes.length]) {
    const reader = new RtspReader();
    const items = [];
    for (let at = 0; at < bytes.length; at += step) items.push(...reader.push(bytes.subarray(at, at + step)));
    expect(items.map((item) => (item.kind === 'frame' ? item.bytes : [item.status, item.body]))).toEqual([
      [200, 'v=0\n'],
      Buffer.from([7, 8]),
      [200, 'v=0\n'],
    ]);
  }
});

test('an endless head, too many headers, a huge body and no RTSP at all are each named', () => {
  const faultOf = (text: string) => {
    const reader = new RtspReader();
    for (let at = 0; at < text.length; at += 4_096) reader.push(Buffer.from(text.slice(at, at + 4_096)));
    return reader.fault;
  };
  expect(faultOf(`RTSP/1.0 200 OK\r\nX: ${'a'.repeat(20_000)}`)).toBe('headTooLong');
  expect(faultOf(`RTSP/1.0 200 OK\r\n${'X: 1\r\n'.repeat(65)}\r\n`)).toBe('tooManyHeaders');
  expect(faultOf('RTSP/1.0 200 OK\r\nContent-Length: 99999999\r\n\r\n')).toBe('bodyTooLong');
  expect(faultOf('RTSP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n')).toBe('badHeader');
  expect(faultOf('HTTP/1.1 200 OK\r\n\r\n')).toBe('badStartLine');
  expect(faultOf('RTSP/1.0 200 OK\r\nno colon\r\n\r\n')).toBe('badHeader');
});

test('no bytes make the reader throw or keep more than its limits', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.uint8Array({ maxLength: 60 }), fc.constant(Buffer.from(ANSWER))), { maxLength: 20 }),
      (chunks) => {
        const reader = new RtspReader();
        for (const chunk of chunks) reader.push(Buffer.from(chunk));
      },
    ),
  );
});

test('digest answers are those of RFC 2617 and RFC 7616', () => {
  const login = { user: 'Mufasa', password: 'Circle of Life' };
  const md5 = chooseChallenge([
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=MD5, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
  ])!;
  const nonce = () => 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ';
  expect(new Authorization(login, md5, nonce).header('GET', '/dir/index.html')).toContain(
    'response="8ca523f5e9506fed4657c9700eebdbec"',
  );
  const sha = chooseChallenge([
    'Digest realm="http-auth@example.org", qop="auth", algorithm=SHA-256, nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"',
  ])!;
  expect(new Authorization(login, sha, nonce).header('GET', '/dir/index.html')).toContain(
    'response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"',
  );
});

test('without qop the answer is the short one that old cameras want', () => {
  const challenge = chooseChallenge(['Basic realm="c"', 'Digest realm="c", nonce="n"'])!;
  const hash = (text: string) => createHash('md5').update(text).digest('hex');
  const response = hash(`${hash('a:c:b')}:n:${hash('SETUP:rtsp://x/')}`);
  expect(new Authorization({ user: 'a', password: 'b' }, challenge).header('SETUP', 'rtsp://x/')).toBe(
    `Digest username="a", realm="c", nonce="n", uri="rtsp://x/", response="${response}", algorithm=MD5`,
  );
});

test('the strongest challenge is chosen, and none of a kind nobody can answer', () => {
  const kinds = (values: string[]) => {
    const chosen = chooseChallenge(values);
    return chosen?.scheme === 'digest' ? chosen.algorithm : (chosen?.scheme ?? null);
  };
  expect(
    kinds(['Basic realm="c"', 'Digest realm="c", nonce="n"', 'Digest realm="c", nonce="n", algorithm=SHA-256']),
  ).toBe('SHA-256');
  expect(kinds(['Basic realm="c"'])).toBe('basic');
  expect(
    kinds([
      'Digest realm="c"',
      'Bearer',
      'Digest realm="c", nonce="n", algorithm=TIGER',
      `Digest ${'x'.repeat(9_000)}`,
    ]),
  ).toBeNull();
});

test('a description names the first H.264 with its control and parameter sets', () => {
  const sdp = [
    ...[
      'v=0',
      'a=control:*',
      'm=audio 0 RTP/AVP 8',
      'a=control:track2',
      'm=video 0 RTP/AVP 96',
      'a=rtpmap:96 H264/90000',
    ],
    ...[
      'a=fmtp:96 packetization-mode=1;sprop-parameter-sets=Z0LAHtkAoC/5cBEAAAMAAQAAAwA8jxYuSA==,aMuMsg==',
      'a=control:track1',
    ],
  ].join('\r\n');
  expect(readSdp(sdp)).toEqual({
    control: '*',
    videos: [
      {
        ...{ codec: 'H264', payloadType: 96, control: 'track1', packetizationMode: 1 },
        parameterSets: [
          Buffer.from('Z0LAHtkAoC/5cBEAAAMAAQAAAwA8jxYuSA==', 'base64'),
          Buffer.from('aMuMsg==', 'base64'),
        ],
      },
    ],
  });
});

test('whatever comes instead of a description, an answer without pictures', () => {
  fc.assert(fc.property(fc.string(), (text) => readSdp(text).videos.length === 0));
  expect(readSdp(`m=video 0 RTP/AVP 999\r\na=rtpmap:999 H264/90000\r\n${'a=x\n'.repeat(5_000)}`).videos).toEqual([]);
});

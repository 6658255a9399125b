/** What cameras and media servers send the media process. Each input stands alone: a stream that breaks is closed and opened anew. */
import { demuxTs } from '#main/core/video/media/file/tsDemuxer.ts';
import { FlvMuxer } from '#main/core/video/media/flv/flvMuxer.ts';
import { FlvReader } from '#main/core/video/media/flv/flvReader.ts';
import { Depacketizer } from '#main/core/video/media/h264/depacketizer.ts';
import { packetize } from '#main/core/video/media/h264/packetizer.ts';
import { readRtp, writeRtp } from '#main/core/video/media/h264/rtpPacket.ts';
import { HlsAddresses } from '#main/core/video/media/relay/hlsAddresses.ts';
import { JpegReader } from '#main/core/video/media/relay/multipart.ts';
import { RtspReader } from '#main/core/video/media/rtsp/rtspReader.ts';
import { readSdp } from '#main/core/video/media/rtsp/sdp.ts';
import { FrameReader, OPCODE, writeFrame } from '#main/core/video/media/websocket/frames.ts';
import type { FuzzTarget, Outcome } from '../target.ts';

/** One reader a case, fed in three pieces; `judge` answers what came of it. */
function target(name: string, corpus: readonly Buffer[], judge: (pieces: readonly Buffer[]) => Outcome): FuzzTarget {
  return { name, corpus, open: () => ({ decode: (bytes) => judge(piecesOf(bytes)) }) };
}

function piecesOf(bytes: Buffer): readonly Buffer[] {
  const third = Math.ceil(bytes.length / 3);
  return [0, 1, 2].map((piece) => bytes.subarray(piece * third, (piece + 1) * third));
}

const judged = (found: number, fault: string | null): Outcome =>
  found > 0 && fault === null ? { ok: true } : { ok: false, reason: fault ?? 'nothing in it' };

/** What is handed on is part of what came in. */
function within(bytes: number, pieces: readonly Buffer[]): void {
  const given = pieces.reduce((sum, { length }) => sum + length, 0);
  if (bytes > given) throw new Error(`${bytes} bytes out of ${given}`);
}

const sizeOf = (nals: readonly Buffer[]) => nals.reduce((sum, { length }) => sum + length, 0);

const SPS = Buffer.from('Z0LAHtkAoC/5cBEAAAMAAQAAAwA8jxYuSA==', 'base64');
const PPS = Buffer.from('aMuMsg==', 'base64');
const UNITS = [0, 1, 2].map((order) => ({
  nals: [...(order === 0 ? [SPS, PPS] : []), Buffer.alloc(order === 0 ? 1_500 : 90, order === 0 ? 0x65 : 0x41)],
  isKey: order === 0,
  ticks: order * 6_000,
}));
const SDP = [
  ...['v=0', 'o=- 1 1 IN IP4 0.0.0.0', 's=camera', 't=0 0', 'a=control:*', 'm=audio 0 RTP/AVP 8', 'a=control:track2'],
  ...['m=video 0 RTP/AVP 96', 'a=rtpmap:96 H264/90000', 'a=control:track1'],
  `a=fmtp:96 packetization-mode=1;sprop-parameter-sets=${SPS.toString('base64')},${PPS.toString('base64')}`,
].join('\r\n');
const DIGEST = 'WWW-Authenticate: Digest realm="camera", nonce="8b84a3b789283a8bea8da7fa7d41f08b", algorithm=MD5';
const answer = (lines: readonly string[], body = '') =>
  Buffer.from(
    `${['RTSP/1.0 200 OK', 'CSeq: 2', ...lines, `Content-Length: ${body.length}`].join('\r\n')}\r\n\r\n${body}`,
  );

let sequence = 100;
const PACKETS = UNITS.flatMap((unit) =>
  packetize(unit).map((payload, at, all) => {
    sequence += 1;
    const packet = { payloadType: 96, isMarked: at === all.length - 1, sequence, timestamp: unit.ticks, payload };
    return writeRtp(packet, 7);
  }),
);
/** As they come inside an RTSP connection: `$`, the channel, the length. */
const interleaved = (packet: Buffer) =>
  Buffer.concat([Buffer.from([0x24, 0, packet.length >> 8, packet.length & 255]), packet]);

export const rtsp = target(
  'rtsp',
  [
    answer(['Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN']),
    answer([DIGEST, DIGEST.replace('MD5', 'SHA-256')]),
    answer(['Content-Base: rtsp://10.0.0.5/live/', 'Content-Type: application/sdp'], SDP),
    Buffer.concat([answer(['Session: 1A2B;timeout=60']), ...PACKETS.map(interleaved)]),
  ],
  (pieces) => {
    const reader = new RtspReader();
    const heard = pieces.flatMap((piece) => reader.push(piece));
    within(
      heard.reduce((sum, one) => sum + (one.kind === 'frame' ? one.bytes.length : one.body.length), 0),
      pieces,
    );
    return judged(heard.length, reader.fault);
  },
);

export const sdp = target('sdp', [Buffer.from(SDP), Buffer.from('v=0\r\nm=video 0 RTP/AVP 26\r\n')], (pieces) => {
  const { videos } = readSdp(Buffer.concat(pieces).toString('latin1'));
  within(
    videos.reduce((sum, { parameterSets }) => sum + sizeOf(parameterSets), 0),
    pieces,
  );
  return judged(videos.length, null);
});

export const h264 = target('h264', [Buffer.concat(PACKETS.map(interleaved))], (pieces) => {
  const bytes = Buffer.concat(pieces);
  let [units, taken, fault] = [0, 0, null as string | null];
  const depacketizer = new Depacketizer(
    ({ nals }) => {
      units += 1;
      taken += sizeOf(nals);
    },
    (found) => {
      fault ??= found;
    },
  );
  for (let at = 0; at + 4 <= bytes.length; ) {
    const length = bytes.readUInt16BE(at + 2);
    const packet = readRtp(bytes.subarray(at + 4, at + 4 + length));
    if (packet) depacketizer.push(packet);
    at += 4 + length;
  }
  // The kept parameter sets are put before every key picture that comes without.
  within(taken - units * (SPS.length + PPS.length + bytes.length), pieces);
  return judged(units, fault);
});

const muxer = new FlvMuxer();
const FLV = Buffer.concat(UNITS.flatMap((unit) => muxer.push(unit)));

export const flv = target('flv', [FLV], (pieces) => {
  const reader = new FlvReader();
  const units = pieces.flatMap((piece) => reader.push(piece));
  return judged(units.length, reader.fault);
});

export const webSocket = target(
  'webSocket',
  [
    Buffer.concat([writeFrame(OPCODE.binary, [FLV]), writeFrame(OPCODE.ping, [Buffer.from('hello')])]),
    writeFrame(OPCODE.close, [Buffer.from([3, 232])]),
    writeFrame(OPCODE.binary, [Buffer.alloc(300, 1)]),
  ],
  (pieces) => {
    const reader = new FrameReader({ most: 1024 * 1024, fromClient: false });
    const frames = pieces.flatMap((piece) => reader.push(piece));
    within(
      frames.reduce((sum, { payload }) => sum + payload.length, 0),
      pieces,
    );
    return judged(frames.length, reader.fault);
  },
);

const PICTURE = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(300, 7), Buffer.from([0xff, 0xd9])]);
const part = Buffer.concat([Buffer.from('--b\r\nContent-Type: image/jpeg\r\n\r\n'), PICTURE, Buffer.from('\r\n')]);

export const mjpeg = target('mjpeg', [part, Buffer.concat([part, part, part])], (pieces) => {
  const reader = new JpegReader();
  const pictures = pieces.flatMap((piece) => reader.push(piece));
  within(sizeOf(pictures), pieces);
  return judged(pictures.length, null);
});

const PLAYLIST = [
  ...['#EXTM3U', '#EXT-X-VERSION:9', '#EXT-X-TARGETDURATION:2', '#EXT-X-MAP:URI="init.mp4"', '#EXTINF:2,'],
  ...['seg1.m4s?token=a', '#EXT-X-PART:DURATION=0.2,URI="/p/2.m4s"', '#EXT-X-PRELOAD-HINT:TYPE=PART,URI="3.m4s"'],
  ...['#EXT-X-KEY:METHOD=AES-128,URI="file:///etc/passwd"', 'javascript:alert(1)', 'http://10.0.0.9/else.ts', ''],
].join('\n');
const addresses = new HlsAddresses();

export const hls = target('hls', [Buffer.from(PLAYLIST)], (pieces) => {
  const text = Buffer.concat(pieces).toString('utf8');
  const lines = addresses.rewrite(text, 'http://10.0.0.5:8888/cam/index.m3u8').split('\n');
  const named = lines.flatMap((line) =>
    line.startsWith('#')
      ? [...line.matchAll(/URI="([^"]*)"/g)].map(([, uri]) => uri!)
      : line.trim() === ''
        ? []
        : [line],
  );
  // A window would fetch by itself whatever is not ours.
  const stray = named.find((one) => one !== 'refused' && !/^hls\/[\w-]{22}\/[\w-]+$/.test(one));
  if (stray !== undefined) throw new Error(`an address that is not ours: ${stray.slice(0, 100)}`);
  const sealed = named.filter((one) => one !== 'refused');
  const last = sealed.at(-1);
  if (last && !/^https?:/.test(addresses.open(last.slice('hls/'.length)) ?? ''))
    throw new Error(`it does not open: ${last}`);
  return judged(text.startsWith('#EXTM3U') ? sealed.length : 0, null);
});

/** One programme with one H.264 stream and a key picture: PAT, PMT and a packet of PES. */
function transportStream(): Buffer {
  const packet = (pid: number, payload: Buffer) => {
    const bytes = Buffer.alloc(188, 0xff);
    bytes.set([0x47, 0x40 | (pid >> 8), pid & 255, 0x30, 183 - payload.length, 0x00]);
    payload.copy(bytes, 188 - payload.length);
    return bytes;
  };
  const section = (table: number, body: readonly number[]) =>
    Buffer.from([0, table, 0xb0, body.length + 9, 0, 1, 0xc1, 0, 0, ...body, 0, 0, 0, 0]);
  const time = [0x21, 0, 1, 0, 1];
  const annexB = [SPS, PPS, Buffer.alloc(40, 0x65)].flatMap((nal) => [Buffer.from([0, 0, 0, 1]), nal]);
  const pes = Buffer.concat([Buffer.from([0, 0, 1, 0xe0, 0, 0, 0x80, 0x80, 5, ...time]), ...annexB]);
  return Buffer.concat([
    packet(0, section(0, [0, 1, 0xe1, 0])),
    packet(256, section(2, [0xe1, 1, 0xf0, 0, 0x1b, 0xe1, 1, 0xf0, 0])),
    packet(257, pes),
  ]);
}

export const transport = target('mpegTs', [transportStream()], (pieces) => {
  const units = demuxTs(Buffer.concat(pieces));
  return units.ok ? judged(units.value.length, null) : { ok: false, reason: units.failure.code };
});

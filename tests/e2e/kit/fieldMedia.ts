/** What a phone of the field sends: a picture a browser really draws, and a voice note a browser has really recorded. */
import { createHash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';

export const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** 8 × 8 pixels of red. */
export function redPng(): Buffer {
  const chunk = (name: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const head = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 2, 0, 0, 0]);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(24).fill(Buffer.from([200, 20, 20]))]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: 8 }, () => row)));
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([magic, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

/** A second or so of 440 Hz as WebM, as a phone's recorder makes it: it does not state its own length. */
export async function recordVoice(page: Page): Promise<Buffer> {
  for (;;) {
    const bytes = await recordOnce(page);
    // On a machine busy enough the recorder ends before its first sound was written: that is no recording.
    if (bytes.subarray(0, 4).equals(WEBM)) return bytes;
  }
}

/** How every WebM begins (EBML). */
const WEBM = Buffer.from([0x1a, 0x45, 0xdf, 0xa3]);

async function recordOnce(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(`(async () => {
    const context = new AudioContext();
    const tone = new OscillatorNode(context, { frequency: 440 });
    const end = new MediaStreamAudioDestinationNode(context);
    tone.connect(end);
    tone.start();
    const recorder = new MediaRecorder(end.stream, { mimeType: 'audio/webm;codecs=opus' });
    const pieces = [];
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    const stopped = new Promise((done) => (recorder.onstop = done));
    recorder.start();
    // By the sound's own clock: a busy machine is late, not short.
    while (context.currentTime < 1.2) await new Promise((done) => setTimeout(done, 50));
    recorder.stop();
    await stopped;
    await context.close();
    const bytes = new Uint8Array(await new Blob(pieces).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  })()`);
  return Buffer.from(base64 as string, 'base64');
}

/** What a sound is when it is decoded: how long, and which frequency is the loudest, to the Hz. */
export interface Heard {
  readonly seconds: number;
  readonly frequencyHz: number;
}

/** Run in the page: crossings of zero tell the frequency of a plain tone. */
const HEAR = `async (bytes) => {
  const { duration, sampleRate, length, ...sound } = await new OfflineAudioContext(1, 1, 48_000)
    .decodeAudioData(bytes)
    .then((one) => ({ duration: one.duration, sampleRate: one.sampleRate, length: one.length, samples: one.getChannelData(0) }));
  const middle = sound.samples.subarray(Math.floor(length / 4), Math.floor((length * 3) / 4));
  let rises = 0;
  for (let at = 1; at < middle.length; at++) if (middle[at - 1] < 0 && middle[at] >= 0) rises++;
  return { seconds: duration, frequencyHz: Math.round(rises / (middle.length / sampleRate)) };
}`;

export const hear = (page: Page, bytes: Buffer): Promise<Heard> =>
  page.evaluate(`(${HEAR})(Uint8Array.from(atob('${bytes.toString('base64')}'), (one) => one.charCodeAt(0)).buffer)`);

/** From now on the page's last sound that was played is known. */
export const notePlayed = (page: Page): Promise<void> =>
  page.evaluate(`(() => {
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function () {
      globalThis.lastPlayed = this;
      return play.call(this);
    };
  })()`);

export interface Played {
  readonly at: number;
  readonly hasEnded: boolean;
}

/** How far the sound that was played last has come; null where none was. */
export const playedSoFar = (page: Page): Promise<Played | null> =>
  page.evaluate(
    `(({ lastPlayed }) => lastPlayed ? { at: lastPlayed.currentTime, hasEnded: lastPlayed.ended } : null)(globalThis)`,
  );

/** The very bytes that sound is played from, by their hash, and what they are to the ear. */
export async function playedFrom(page: Page): Promise<{ readonly hash: string; readonly heard: Heard }> {
  const base64 = await page.evaluate(`(async () => {
    const bytes = new Uint8Array(await (await fetch(globalThis.lastPlayed.src)).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  })()`);
  const bytes = Buffer.from(base64 as string, 'base64');
  return { hash: sha256(bytes), heard: await hear(page, bytes) };
}

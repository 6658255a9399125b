/** A voice note of at most a minute. */
import type { OutboxFile } from '../outbox/item.ts';
import { fileOf } from './photo.ts';

export const VOICE_LIMIT_MS = 60_000;
/** What the station takes (docs/integrator/workers.md): Chromium and Firefox make the first two, Safari the last. */
const TYPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4'];
/** 32 kbit/s of speech: a minute is 240 kB. */
const BITS_PER_SECOND = 32_000;

export interface Recording {
  readonly startedAt: number;
  stop(): void;
  /** Null when nothing was heard. */
  readonly done: Promise<OutboxFile | null>;
}

/** Null when the microphone is not allowed, or this phone records nothing the station takes. */
export async function record(): Promise<Recording | null> {
  try {
    const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
    if (mimeType === undefined) return null;
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
    const pieces: Blob[] = [];
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    const done = new Promise<OutboxFile | null>((resolve) => {
      recorder.onstop = async () => {
        for (const track of stream.getTracks()) track.stop();
        const blob = new Blob(pieces, { type: mimeType });
        resolve(blob.size > 0 ? await fileOf(blob) : null);
      };
    });
    const stop = () => {
      if (recorder.state !== 'inactive') recorder.stop();
    };
    recorder.start();
    setTimeout(stop, VOICE_LIMIT_MS);
    return { startedAt: Date.now(), stop, done };
  } catch {
    return null;
  }
}

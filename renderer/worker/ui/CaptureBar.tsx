import { useEffect, useRef, useState } from 'react';
import { formatClockSpan } from '#shared/text/time.ts';
import { photoOf } from '../capture/photo.ts';
import { type Recording, record, VOICE_LIMIT_MS } from '../capture/voice.ts';
import type { OutboxFile } from '../outbox/item.ts';
import { useText } from '../phoneContext.ts';
import { CameraIcon, MicrophoneIcon, StopIcon } from './icons.tsx';

/** A photo or a voice note; what it makes is already without the camera's own data. */
export function CaptureBar({ onFile }: { readonly onFile: (file: OutboxFile) => void }) {
  const say = useText().capture;
  const camera = useRef<HTMLInputElement>(null);
  const [recording, setRecording] = useState<Recording | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const leftMs = useLeft(recording);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const photo = await photoOf(file);
    setFault(photo ? null : say.badPhoto);
    if (photo) onFile(photo);
  };
  const talk = async () => {
    if (recording) return recording.stop();
    const begun = await record();
    if (!begun) return setFault(say.noMicrophone);
    setFault(null);
    setRecording(begun);
    const note = await begun.done;
    setRecording(null);
    if (note) onFile(note);
  };
  return (
    <div className="capture">
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        onChange={async ({ target }) => {
          await take(target.files?.[0]);
          target.value = '';
        }}
        data-testid="photo-input"
      />
      <button type="button" className="big" onClick={() => camera.current?.click()} data-testid="photo">
        <CameraIcon /> {say.photo}
      </button>
      <button
        type="button"
        className={recording ? 'big big--hot' : 'big'}
        onClick={() => void talk()}
        data-testid="voice"
      >
        {recording ? <StopIcon /> : <MicrophoneIcon />} {recording ? say.stop : say.voice}
      </button>
      {recording && (
        <p className="hint" data-testid="recording">
          {say.recording(formatClockSpan(leftMs))}
        </p>
      )}
      {fault && (
        <p className="hint hint--bad" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

function useLeft(recording: Recording | null): number {
  const [leftMs, setLeft] = useState(VOICE_LIMIT_MS);
  useEffect(() => {
    if (!recording) return;
    const look = () => setLeft(VOICE_LIMIT_MS - (Date.now() - recording.startedAt));
    look();
    const timer = setInterval(look, 500);
    return () => clearInterval(timer);
  }, [recording]);
  return leftMs;
}

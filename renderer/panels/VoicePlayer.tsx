import { useEffect, useRef, useState } from 'react';
import { formatClockSpan } from '#shared/text/time.ts';
import { Button } from '../ui/Button.tsx';
import { useText } from './desk.tsx';

/** A voice note: play, pause, where in it, and a slider to go elsewhere. A phone's recording may not know its own length. */
export function VoicePlayer({ url, name }: { readonly url: string; readonly name: string }) {
  const text = useText();
  const sound = useRef<HTMLAudioElement | null>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const [seconds, setSeconds] = useState({ at: 0, of: 0 });
  useEffect(() => {
    const audio = new Audio(url);
    const follow = () =>
      setSeconds({ at: audio.currentTime, of: Number.isFinite(audio.duration) ? audio.duration : audio.currentTime });
    audio.ontimeupdate = follow;
    audio.onloadedmetadata = follow;
    audio.onplay = () => setPlaying(true);
    audio.onpause = () => setPlaying(false);
    audio.onended = () => setPlaying(false);
    audio.onerror = () => setBroken(true);
    sound.current = audio;
    return () => audio.pause();
  }, [url]);
  if (isBroken) return <span className="evidence__lost">{text.tasks.evidenceFailed}</span>;
  const toggle = () => {
    if (isPlaying) sound.current?.pause();
    // Taken away while it was about to begin: nothing to say.
    else sound.current?.play().catch(() => setPlaying(false));
  };
  return (
    <fieldset className="voice-player" aria-label={text.corroboration.voice(name)}>
      <Button onClick={toggle} aria-pressed={isPlaying} aria-label={text.corroboration.voice(name)}>
        {isPlaying ? '❚❚' : '▶'}
      </Button>
      <input
        type="range"
        min={0}
        max={Math.max(seconds.of, 0.1)}
        step={0.1}
        value={seconds.at}
        aria-label={text.corroboration.position}
        onChange={({ target }) => {
          if (sound.current) sound.current.currentTime = Number(target.value);
        }}
      />
      <span className="voice-player__time">
        {formatClockSpan(seconds.at * 1_000)}
        {seconds.of > seconds.at && ` / ${formatClockSpan(seconds.of * 1_000)}`}
      </span>
    </fieldset>
  );
}

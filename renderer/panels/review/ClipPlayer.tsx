import { useEffect, useRef, useState } from 'react';
import type { ReviewEvidence } from '#shared/wire/review.ts';
import { type ClipMode, clipOrder } from '../../live/review/clipSync.ts';
import { useReplay, useReplaySession } from '../desk.tsx';
import { useFilmSession, useReviewText } from './film.tsx';

const EVERY_MS = 200;
/** Beyond the end of anything that is recorded. */
const FAR_SECONDS = 1e9;

/** A recording in step with the film: heard at 1×, silent at any other speed and saying so, still while the film stands. */
export function ClipPlayer({
  item,
  url,
  name,
}: {
  readonly item: ReviewEvidence;
  readonly url: string;
  readonly name: string;
}) {
  const text = useReviewText();
  const replay = useReplaySession();
  const film = useFilmSession();
  const speed = useReplay((state) => state.speed);
  const player = useRef<HTMLVideoElement & HTMLAudioElement>(null);
  const [mode, setMode] = useState<ClipMode>('still');
  const [share, setShare] = useState(0);
  const [isBroken, setBroken] = useState(false);
  const { at: fromAt, durationMs, sha256 } = item;
  useEffect(() => {
    const keepInStep = () => {
      const media = player.current;
      if (!media) return;
      // A recorder that streams writes no length: who goes to the end is told it.
      if (media.duration === Number.POSITIVE_INFINITY) {
        media.muted = true;
        media.currentTime = FAR_SECONDS;
        return;
      }
      const { isPlaying, speed: now } = replay.state;
      const lengthSeconds = Number.isFinite(media.duration) ? media.duration : null;
      if (lengthSeconds !== null) film.lasts(sha256, Math.ceil(lengthSeconds * 1_000));
      const order = clipOrder(
        { fromAt, toAt: durationMs === null ? null : fromAt + durationMs },
        { at: replay.atBetweenTicks, isPlaying, speed: now },
        { seconds: media.currentTime, lengthSeconds },
      );
      if (order.seekSeconds !== null) media.currentTime = order.seekSeconds;
      media.muted = order.mode !== 'heard';
      if (order.mode === 'heard' && media.paused) media.play().catch(() => undefined);
      else if (order.mode !== 'heard' && !media.paused) media.pause();
      setMode(order.mode);
      const length = lengthSeconds ?? (durationMs === null ? null : durationMs / 1_000);
      setShare(length ? Math.round((100 * media.currentTime) / length) : 0);
    };
    keepInStep();
    const timer = setInterval(keepInStep, EVERY_MS);
    return () => clearInterval(timer);
  }, [film, replay, fromAt, durationMs, sha256]);
  if (isBroken) return <p className="evidence-now__lost">{text.evidenceLost}</p>;
  const isFilm = item.mediaType.startsWith('video/');
  const words = mode === 'heard' ? text.heard : mode === 'silent' ? text.silent(String(speed)) : text.still;
  const props = { ref: player, src: url, preload: 'auto', onError: () => setBroken(true), 'aria-label': name } as const;
  return (
    <div className={isFilm ? 'clip clip--film' : 'clip'} data-mode={mode} data-testid="clip">
      {isFilm ? (
        <video {...props} muted playsInline />
      ) : (
        <audio {...props}>
          <track kind="captions" />
        </audio>
      )}
      <span className="clip__line" aria-hidden="true">
        <i style={{ width: `${share}%` }} />
      </span>
      <span className="clip__mode">
        <span aria-hidden="true">{mode === 'heard' ? '🔊 ' : mode === 'silent' ? '🔇 ' : '❚❚ '}</span>
        {words}
      </span>
    </div>
  );
}

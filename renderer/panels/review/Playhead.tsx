import { useEffect, useRef } from 'react';
import { xOf } from '../../live/review/timeScale.ts';
import { useReplaySession } from '../desk.tsx';
import { formatMoment } from '../moment.ts';
import { useFilmSession, useReviewText } from './film.tsx';

/** Readers are told of the moment no oftener. */
const SAY_EVERY_MS = 500;

/** Where the film stands, through all lanes. It glides by itself, frame by frame: nothing is drawn anew for it. */
export function Playhead({ widthPx }: { readonly widthPx: number }) {
  const text = useReviewText();
  const film = useFilmSession();
  const replay = useReplaySession();
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let frame = 0;
    let saidAt = Number.NEGATIVE_INFINITY;
    const glide = (now: number) => {
      frame = requestAnimationFrame(glide);
      const hand = line.current;
      if (!hand) return;
      const { shown } = film.state;
      const at = replay.atBetweenTicks;
      const x = xOf({ ...shown, widthPx }, at);
      hand.style.transform = `translateX(${x.toFixed(1)}px)`;
      hand.style.visibility = x < -1 || x > widthPx + 1 ? 'hidden' : 'visible';
      if (now - saidAt < SAY_EVERY_MS) return;
      saidAt = now;
      const { fromAt, toAt } = film.span;
      hand.setAttribute('aria-valuemin', '0');
      hand.setAttribute('aria-valuemax', String(Math.round((toAt - fromAt) / 1_000)));
      hand.setAttribute('aria-valuenow', String(Math.round((at - fromAt) / 1_000)));
      hand.setAttribute('aria-valuetext', formatMoment(at));
    };
    frame = requestAnimationFrame(glide);
    return () => cancelAnimationFrame(frame);
  }, [film, replay, widthPx]);
  return (
    <div className="playhead-room">
      <div
        ref={line}
        className="playhead"
        role="slider"
        tabIndex={0}
        aria-label={text.position}
        aria-valuenow={0}
        data-testid="playhead"
      />
    </div>
  );
}

import { pick } from '#shared/text/language.ts';
import { refusalSentence } from '#shared/text/refusals.ts';
import { formatClockSpan } from '#shared/text/time.ts';
import { FILM_SPEEDS } from '../../live/review/filmSession.ts';
import { Button } from '../../ui/Button.tsx';
import { useLanguage, useReplay, useReplaySession } from '../desk.tsx';
import { formatMoment } from '../moment.ts';
import { useReplayAt } from '../useReplayAt.ts';
import { useFilm, useFilmSession, useReviewText } from './film.tsx';

/** Play, step, how fast, where it stands, and a note at this moment. */
export function Transport() {
  const text = useReviewText();
  const film = useFilmSession();
  const replay = useReplaySession();
  const isPlaying = useReplay((state) => state.isPlaying);
  return (
    <div className="transport" role="toolbar" aria-label={text.transport}>
      <Button keyLabel="," onClick={() => void film.step(-1)} data-testid="review-previous">
        {text.previous}
      </Button>
      <Button
        look="primary"
        className="transport__play"
        keyLabel={text.keyLine.play[0]}
        onClick={() => replay.play(!isPlaying)}
        data-testid="review-play"
      >
        <span aria-hidden="true">{isPlaying ? '❚❚ ' : '▶ '}</span>
        {isPlaying ? text.pause : text.play}
      </Button>
      <Button keyLabel="." onClick={() => void film.step(1)} data-testid="review-next">
        {text.next}
      </Button>
      <Clock />
      <Speeds />
      <News />
      <MarkButtons />
    </div>
  );
}

function Clock() {
  const text = useReviewText();
  const film = useFilmSession();
  const at = useReplayAt();
  const { fromAt, toAt } = film.span;
  return (
    <p className="transport__clock" data-testid="review-clock">
      <strong>{formatMoment(at)}</strong>
      <span>{text.ofLength(formatClockSpan(at - fromAt), formatClockSpan(toAt - fromAt))}</span>
    </p>
  );
}

function Speeds() {
  const text = useReviewText();
  const replay = useReplaySession();
  const speed = useReplay((state) => state.speed);
  return (
    <fieldset className="speeds" aria-label={text.speed}>
      {FILM_SPEEDS.map((one) => (
        <button
          key={one}
          type="button"
          className="speeds__one"
          aria-pressed={one === speed}
          onClick={() => replay.setSpeed(one)}
          data-testid={`review-speed-${one}`}
        >
          {one}×
        </button>
      ))}
    </fieldset>
  );
}

/** What is awaited, what went wrong, or what was stepped to; said aloud as well. */
function News() {
  const text = useReviewText();
  const language = useLanguage();
  const isWaiting = useReplay((state) => state.isWaiting);
  const fault = useReplay((state) => state.fault);
  const stepped = useFilm((state) => state.stepped);
  const words = fault
    ? fault.code === 'unreachable'
      ? text.unreachable
      : refusalSentence(fault, language)
    : stepped
      ? pick(stepped.sentence, language)
      : isWaiting
        ? text.waiting
        : '';
  return (
    <p
      className={fault ? 'transport__news is-bad' : 'transport__news'}
      role="status"
      title={words}
      data-testid="review-news"
    >
      {words}
      {!fault && stepped && stepped.more > 0 && ` +${stepped.more}`}
    </p>
  );
}

function MarkButtons() {
  const text = useReviewText();
  const film = useFilmSession();
  const begin = (kind: 'bookmark' | 'comment') => film.write({ markId: null, at: Math.round(film.at), kind, text: '' });
  return (
    <>
      <Button keyLabel="B" onClick={() => begin('bookmark')} data-testid="review-mark">
        {text.markHere}
      </Button>
      <Button keyLabel="C" onClick={() => begin('comment')} data-testid="review-comment">
        {text.commentHere}
      </Button>
    </>
  );
}

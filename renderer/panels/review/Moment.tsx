import { formatTime } from '#shared/text/time.ts';
import { useFilmSession, useReviewText } from './film.tsx';

/** A time of the film that is a way there. */
export function Moment({ at, testId }: { readonly at: number; readonly testId?: string }) {
  const text = useReviewText();
  const film = useFilmSession();
  const time = formatTime(at);
  return (
    <button
      type="button"
      className="moment"
      aria-label={text.goTo(time)}
      onClick={() => void film.seek(at)}
      data-testid={testId}
    >
      {time}
    </button>
  );
}

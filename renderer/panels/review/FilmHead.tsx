import { pick } from '#shared/text/language.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { useLanguage } from '../desk.tsx';
import { formatMoment } from '../moment.ts';
import { useFilm, useFilmSession, useReviewText } from './film.tsx';
import type { ReportWay, useReport } from './useReport.ts';

/** More has happened to what goes on: one press shows it, and one does not lose one's place. */
function News() {
  const text = useReviewText();
  const session = useFilmSession();
  const count = useFilm((state) => state.newCount);
  const isUpdating = useFilm((state) => state.isUpdating);
  const hasFailed = useFilm((state) => state.fault !== null);
  if (count === 0) return null;
  return (
    <Button keyLabel="U" disabled={isUpdating} onClick={() => void session.update()} data-testid="film-news">
      {hasFailed ? text.newsFailed(count) : text.news(count)}
    </Button>
  );
}

/** What is reviewed, from when to when, and the ways out: another film, the report. */
export function FilmHead({
  report: { report, said, isBusy, canPrint },
  onKeys,
}: {
  readonly report: ReturnType<typeof useReport>;
  readonly onKeys: () => void;
}) {
  const text = useReviewText();
  const language = useLanguage();
  const session = useFilmSession();
  const film = useFilm((state) => state.film);
  if (!film) return null;
  const ways: readonly ReportWay[] = canPrint ? ['printer', 'pdf', 'html'] : ['html'];
  return (
    <header className="film-head">
      <span className="film-head__kind">{text.kind[film.kind]}</span>
      <h1 className="film-head__title ellipsis" data-testid="review-title">
        {pick(film.title, language)}
      </h1>
      {film.realm === 'drill' && <Badge tone="drill">{text.realm}</Badge>}
      <span className="film-head__span">{text.from(formatMoment(film.fromAt), formatMoment(film.toAt))}</span>
      {!film.isOver && <Badge tone="info">{text.notOver}</Badge>}
      <News />
      {film.isCut && <Badge tone="warn">{text.cut}</Badge>}
      <span className="film-head__said ellipsis" role="status" data-testid="report-said">
        {said}
      </span>
      <fieldset className="film-head__ways" aria-label={text.report}>
        <span className="quiet">{text.report}</span>
        {ways.map((way) => (
          <Button
            key={way}
            look={way === ways[0] ? 'primary' : 'normal'}
            keyLabel={way === 'printer' ? 'P' : undefined}
            disabled={isBusy}
            onClick={() => void report(way)}
            data-testid={`report-${way}`}
          >
            {way === 'printer' ? text.print : text[way]}
          </Button>
        ))}
      </fieldset>
      <Button keyLabel="O" onClick={() => session.choose(true)} data-testid="review-choose">
        {text.choose.open}…
      </Button>
      <Button look="plain" keyLabel="?" aria-label={text.keys} onClick={onKeys}>
        {text.keys}
      </Button>
    </header>
  );
}

import { pick } from '#shared/text/language.ts';
import type { ExplainedLine } from '#shared/wire/drill.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { useLanguage } from '../desk.tsx';
import { useFilm, useReviewText } from './film.tsx';
import { Moment } from './Moment.tsx';

const TONES: Readonly<Record<ExplainedLine['state'], Tone>> = {
  ...{ met: 'good', late: 'warn', missed: 'bad', notReached: 'neutral', open: 'info' },
};

/** A drill against its script: every point explained, and the moment it was won or lost at. */
export function ScoreTab() {
  const text = useReviewText();
  const score = useFilm((state) => state.film?.score ?? null);
  if (!score) return <p className="empty">{text.scoreNone}</p>;
  return (
    <section className="score" aria-label={text.tab.score}>
      <p className="score__sum" data-testid="review-score">
        <strong>{text.scoreOf(score.points, score.worth)}</strong>
        <span className="quiet">{text.scorePossible(score.possible)}</span>
        <Badge tone={score.isFinal ? 'good' : 'info'}>{score.isFinal ? text.scoreFinal : text.scoreOpen}</Badge>
      </p>
      <ol className="score__lines">
        {score.lines.map((line) => (
          <Line key={line.expectedId} line={line} />
        ))}
      </ol>
    </section>
  );
}

function Line({ line }: { readonly line: ExplainedLine }) {
  const text = useReviewText();
  const language = useLanguage();
  const at = line.doneAt ?? line.dueAt;
  return (
    <li className={`score__line score__line--${line.state}`} data-testid={`score-${line.expectedId}`}>
      <span className="score__points">
        {line.points}
        <small>/{line.worth}</small>
      </span>
      <span className="score__words selectable">{pick(line.sentence, language)}</span>
      <span className="score__foot">
        <Badge tone={TONES[line.state]}>{text.scoreState[line.state]}</Badge>
        {at !== null && <Moment at={at} />}
      </span>
    </li>
  );
}

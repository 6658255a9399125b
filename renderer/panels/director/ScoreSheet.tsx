import { actorName } from '#shared/text/system.ts';
import { formatClockSpan, formatDayTime } from '#shared/text/time.ts';
import type { ExplainedLine } from '#shared/wire/drill.ts';
import type { ExpectedItem } from '#shared/wire/scenario.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useLanguage, useText } from '../desk.tsx';
import { useDrill, usePick, useReport } from './director.tsx';
import './score.css';

/** What the drill came to: every line with its sentence, what it was for, who did it, and its points. */
export function ScoreSheet() {
  const { director: text } = useText();
  const say = usePick();
  const drill = useDrill();
  const { machine } = useCommands();
  const script = useReport()?.script;
  if (!drill || !script) return <p className="empty">{text.scoreNone}</p>;
  const { score, scenario } = script;
  const percent = score.worth === 0 ? 0 : Math.round((100 * score.points) / score.worth);
  const count = (state: ExplainedLine['state']) => score.lines.filter((line) => line.state === state).length;
  return (
    <article className="score" data-testid="score-sheet" data-final={score.isFinal}>
      <header className="score__head">
        <div>
          <h2>{say(drill.title)}</h2>
          <p>
            {formatDayTime(drill.launchedAt)} · {text.seedWas(drill.seed)}
            {drill.ended && ` · ${text.endedHow[drill.ended.how]}`}
          </p>
          <p className="score__hash selectable">{text.hashWas(drill.scenarioHash.slice(0, 16))}</p>
        </div>
        <div className="score__total">
          <strong data-testid="score-total">{score.points}</strong>
          <span>{text.outOf(score.possible)}</span>
          <small>{score.isFinal ? text.scoreFinal : text.scoreRunning}</small>
          <small>{text.ofSettled(percent)}</small>
        </div>
        <ul className="score__counts">
          {(['met', 'late', 'missed', 'notReached', 'open'] as const)
            .filter((state) => count(state) > 0)
            .map((state) => (
              <li key={state} className={`expected-state expected-state--${state}`}>
                {text.score[state]} {count(state)}
              </li>
            ))}
        </ul>
        {machine.openReview && (
          <Button
            look="primary"
            onClick={() => void machine.openReview?.({ subject: 'drill', id: drill.id })}
            data-testid="open-review"
          >
            {text.review}
          </Button>
        )}
      </header>
      <ol className="score__lines">
        {score.lines.map((line) => (
          <Line
            key={line.expectedId}
            line={line}
            expected={scenario.expected.find(({ id }) => id === line.expectedId)}
          />
        ))}
      </ol>
    </article>
  );
}

function Line({ line, expected }: { readonly line: ExplainedLine; readonly expected: ExpectedItem | undefined }) {
  const { director: text } = useText();
  const say = usePick();
  const language = useLanguage();
  return (
    <li
      className={`score-line score-line--${line.state}`}
      data-testid={`score-${line.expectedId}`}
      data-state={line.state}
    >
      <b className={`expected-state expected-state--${line.state}`}>{text.score[line.state]}</b>
      <div className="score-line__words">
        <p className="selectable">{say(line.sentence)}</p>
        {expected && <p className="score-line__why">{text.why(say(expected.why))}</p>}
      </div>
      <span className="score-line__took">
        {line.tookSeconds !== null && formatClockSpan(line.tookSeconds * 1_000)}
        {line.by !== null && <small>{actorName(line.by, language)}</small>}
      </span>
      <strong className="score-line__points">
        {line.state === 'notReached' ? '–' : text.pointsOf(line.points, line.worth)}
      </strong>
    </li>
  );
}

import { actionWords } from '#shared/text/drillScore.ts';
import { formatClockSpan, formatCountdown } from '#shared/text/time.ts';
import type { ExplainedLine } from '#shared/wire/drill.ts';
import { useNow, useText } from '../desk.tsx';
import { usePick, useReport } from './director.tsx';
import { type ExpectedRow, expectedRows } from './expectedRows.ts';
import './people.css';

/** What the desk is expected to do, each limit running, and what it has come to so far. */
export function ExpectedPanel() {
  const { director: text } = useText();
  const script = useReport()?.script;
  if (!script) return null;
  const { points, worth, possible } = script.score;
  const rows = expectedRows(script);
  return (
    <section className="stage-panel" aria-labelledby="expected-title">
      <header className="stage-panel__head">
        <h2 id="expected-title">{text.expected}</h2>
        <strong className="stage-panel__aside" data-testid="score-so-far">
          {text.total(points, worth, possible)}
        </strong>
      </header>
      {rows.length === 0 && <p className="empty">{text.expectedNone}</p>}
      <ul className="expected" data-testid="expected">
        {rows.map((row) => (
          <Row key={row.expected.id} row={row} />
        ))}
      </ul>
    </section>
  );
}

function Row({ row: { expected, inject, line } }: { readonly row: ExpectedRow }) {
  const { director: text } = useText();
  const say = usePick();
  return (
    <li
      className={`expected-row expected-row--${line.state}`}
      data-testid={`expected-${expected.id}`}
      data-state={line.state}
    >
      <span className="expected-row__what">{say(actionWords(expected.action))}</span>
      <span className="expected-row__points">{text.pointsOf(line.points, line.worth)}</span>
      <span className="expected-row__of ellipsis">{say(inject.title)}</span>
      <Limit line={line} />
    </li>
  );
}

/** Running, in seconds left and as a bar; settled, how long it took. */
function Limit({ line }: { readonly line: ExplainedLine }) {
  const { director: text } = useText();
  const now = useNow();
  const limitMs = line.limitSeconds * 1_000;
  if (line.state === 'open' && line.dueAt !== null) {
    const left = line.dueAt - now;
    const share = Math.max(0, Math.min(1, left / limitMs));
    const look = share < 0.25 ? 'expected-row__limit is-pressing' : 'expected-row__limit';
    return (
      <span className={look}>
        <span className="expected-row__bar" aria-hidden="true">
          <span style={{ width: `${100 * share}%` }} />
        </span>
        <b>{text.left(formatCountdown(left))}</b>
      </span>
    );
  }
  const took = line.tookSeconds === null ? null : formatClockSpan(line.tookSeconds * 1_000);
  const limit = text.limit(formatClockSpan(limitMs));
  const words = line.state === 'open' ? `${text.notBegun} · ${limit}` : [took, limit].filter(Boolean).join(' · ');
  return (
    <span className="expected-row__limit">
      {line.state !== 'open' && (
        <b className={`expected-state expected-state--${line.state}`}>{text.score[line.state]}</b>
      )}
      <span>{words}</span>
    </span>
  );
}

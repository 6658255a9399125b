import { isOpenDrill } from '#shared/domain/drill.ts';
import { ACT_NAMES, whenWords } from '#shared/text/directorScript.ts';
import { formatCountdown } from '#shared/text/time.ts';
import type { DrillReport, DrillScript } from '#shared/wire/drill.ts';
import { Button } from '../../ui/Button.tsx';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useCommands, useNow, useText, useView } from '../desk.tsx';
import { useDirector, useDirectorView, usePick, useReport } from './director.tsx';
import { inject as injectNow, jump } from './directorKeys.ts';
import { secondsAt, secondsLeft, stageClock } from './drillTime.ts';
import { IncidentLink } from './IncidentLink.tsx';
import { SpokenCards } from './SpokenCards.tsx';
import { canJumpTo, rowInHand, type ScriptRow, scriptRows } from './scriptRows.ts';
import './script.css';

const ROW = '.script-row__head';

/** The script from top to bottom, each line with where it stands; the one in hand opened, with what can be done with it. */
export function ScriptPanel() {
  const { director: text } = useText();
  const report = useReport();
  const chosen = useDirectorView((state) => state.injectId);
  const list = useListKeys(ROW);
  const script = report?.script;
  if (!report || !script) return <p className="empty">{report ? text.scriptEmpty : text.reading}</p>;
  const rows = scriptRows(script);
  const hand = rowInHand(rows, chosen);
  const settled = rows.filter(({ line }) => line.state !== 'waiting').length;
  return (
    <section className="stage-panel" aria-labelledby="script-title">
      <header className="stage-panel__head">
        <h2 id="script-title">{text.script}</h2>
        <span className="stage-panel__aside">
          {settled} / {rows.length}
        </span>
      </header>
      <SpokenCards />
      <ol className="script" ref={list} data-testid="script">
        {rows.map((row) => (
          <Row key={row.inject.id} row={row} report={report} script={script} isInHand={row === hand} />
        ))}
      </ol>
    </section>
  );
}

interface RowProps {
  readonly row: ScriptRow;
  readonly report: DrillReport;
  readonly script: DrillScript;
  readonly isInHand: boolean;
}

function Row({ row, report, script, isInHand }: RowProps) {
  const { director: text } = useText();
  const say = usePick();
  const { view } = useDirector();
  const { inject, line, isNext } = row;
  const state = line.isInForce ? 'inForce' : line.state;
  return (
    <li
      className={`script-row script-row--${state} ${isNext ? 'is-next' : ''}`}
      data-testid={`script-${inject.id}`}
      data-state={state}
    >
      <button
        type="button"
        className="script-row__head"
        aria-expanded={isInHand}
        aria-current={isInHand}
        onClick={() => view.change({ injectId: inject.id })}
        onFocus={() => view.change({ injectId: inject.id })}
      >
        <span className="script-row__time">{timeOf(row, text)}</span>
        <span className="script-row__title">{say(inject.title)}</span>
        <span className="script-row__state">
          <Countdown row={row} report={report} />
        </span>
        <span className="script-row__facts">
          {[say(ACT_NAMES[inject.act.do]), row.role && say(row.role.name)].filter(Boolean).join(' · ')}
        </span>
      </button>
      {line.incidentIds.length > 0 && (
        <div className="script-row__incidents">
          {line.incidentIds.slice(0, 4).map((incidentId) => (
            <IncidentLink key={incidentId} incidentId={incidentId} />
          ))}
          {line.incidentIds.length > 4 && <span>+{line.incidentIds.length - 4}</span>}
        </div>
      )}
      {line.played?.failure && <p className="script-row__failure">{text.failed(line.played.failure.detail)}</p>}
      {isInHand && <RowDetail row={row} script={script} />}
    </li>
  );
}

function timeOf({ inject: { when }, line: { played } }: ScriptRow, text: ReturnType<typeof useText>['director']) {
  if (played) return stageClock(played.atSeconds);
  if (when.at !== undefined) return stageClock(when.at);
  return when.byHand ? text.byHand : text.onCondition;
}

/** What is left while it is waited for, where it stands otherwise. */
function Countdown({ row: { line, isNext }, report }: { readonly row: ScriptRow; readonly report: DrillReport }) {
  const { director: text } = useText();
  const left = secondsLeft(line, report, useNow());
  if (line.isInForce) return <b className="script-state script-state--inForce">{text.state.inForce}</b>;
  if (line.state !== 'waiting')
    return <b className={`script-state script-state--${line.state}`}>{text.state[line.state]}</b>;
  if (left === null) return null;
  const span = formatCountdown(left * 1_000);
  return (
    <b className="script-state script-state--soon">
      {isNext && `${text.next} `}
      {span}
    </b>
  );
}

function RowDetail({ row, script }: { readonly row: ScriptRow; readonly script: DrillScript }) {
  const { director: text } = useText();
  const say = usePick();
  const commands = useCommands();
  const director = useDirector();
  const hand = { ...director, commands };
  const now = useNow();
  const pending = useView((view) => view.pending);
  const { inject, line, role } = row;
  const { drill } = commands.client.live.world;
  const isOpen = isOpenDrill(drill);
  const mayJump = isOpen && canJumpTo(row, secondsAt(drill, now));
  const titleOf = (id: string) => script.scenario.injects.find((each) => each.id === id)?.title ?? { zh: id, en: id };
  return (
    <div className="script-detail">
      <p>{say(whenWords(inject.when, titleOf))}</p>
      {line.played && (
        <p>
          {line.played.how === 'hand'
            ? text.playedByHand(stageClock(line.played.atSeconds))
            : text.playedAt(stageClock(line.played.atSeconds))}
        </p>
      )}
      {role && <p>{text.playedBy(say(role.name))}</p>}
      {'words' in inject.act && <blockquote>{say(inject.act.words)}</blockquote>}
      {inject.note && (
        <p className="script-detail__note">
          <strong>{text.note}</strong> {say(inject.note)}
        </p>
      )}
      {isOpen && (
        <div className="script-detail__acts">
          <Button
            look="primary"
            keyLabel="I"
            isWaiting={pending.includes(`drill.inject ${inject.id}`)}
            onClick={() => injectNow(hand, inject.id)}
            data-testid={`inject-${inject.id}`}
          >
            {line.played ? text.injectAgain : text.injectNow}
          </Button>
          <Button
            keyLabel="J"
            disabled={!mayJump}
            title={mayJump ? undefined : text.jumpNot}
            isWaiting={pending.includes(`drill.jump ${inject.id}`)}
            onClick={() => jump(hand, inject.id)}
            data-testid={`jump-${inject.id}`}
          >
            {text.jumpHere}
          </Button>
        </div>
      )}
    </div>
  );
}

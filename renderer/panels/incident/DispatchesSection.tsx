import { type Dispatch, type DispatchState, isActive } from '#shared/domain/dispatch.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { reasonWords } from '#shared/text/system.ts';
import { formatClockSpan, formatLateness, formatTime } from '#shared/text/time.ts';
import { lateForecast } from '../../commands/alarmCommands.ts';
import { currentCandidates, maySend } from '../../commands/context.ts';
import { askReason, canMove, RADIO_MOVES, type RadioMove, reportMove } from '../../commands/dispatchCommands.ts';
import { dispatchUnit } from '../../commands/incidentCommands.ts';
import { commandOf, runCommand } from '../../commands/registry.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { useAdvice, useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';
import { keyLabel } from '../keyLabel.ts';
import { UnitMark } from './UnitMark.tsx';
import './dispatches.css';

/** Who was sent, where each stands, and what may be reported for a unit that has only a radio. */
export function DispatchesSection({ incident }: { readonly incident: IncidentState }) {
  const text = useText().incident;
  const chosenId = useView((view) => view.dispatchId);
  const active = incident.dispatches.filter((dispatch) => isActive(dispatch.state));
  const ended = incident.dispatches.filter((dispatch) => !isActive(dispatch.state)).reverse();
  const chosen = active.find((dispatch) => dispatch.id === chosenId) ?? active[0];
  if (incident.dispatches.length === 0) return null;
  return (
    <Section title={text.dispatches}>
      <ul className="dispatches">
        {[...active, ...ended].map((dispatch) => (
          <DispatchRow key={dispatch.id} dispatch={dispatch} isChosen={dispatch.id === chosen?.id} />
        ))}
      </ul>
    </Section>
  );
}

function DispatchRow({ dispatch, isChosen }: { readonly dispatch: Dispatch; readonly isChosen: boolean }) {
  const { view } = useCommands();
  const text = useText();
  const language = useLanguage();
  const stands = isActive(dispatch.state);
  return (
    <li
      className={`dispatch ${stands ? '' : 'dispatch--ended'} ${isChosen && stands ? 'dispatch--chosen' : ''}`}
      data-testid={`dispatch-row-${dispatch.unitId}`}
      data-state={dispatch.state}
      onFocus={() => stands && view.change({ dispatchId: dispatch.id })}
    >
      <div className="dispatch__head">
        <UnitMark kind={dispatch.unitKind} />
        <button
          type="button"
          className="candidate__name candidate__name--whole"
          onClick={() => view.select({ kind: 'unit', id: dispatch.unitId })}
        >
          {dispatch.unitName}
        </button>
        {dispatch.isAutomatic && <Badge tone="info">{text.incident.automatic}</Badge>}
        <span className={`dispatch__state dispatch__state--${dispatch.state}`}>
          {text.words.dispatchState[dispatch.state]}
        </span>
        <span className="dispatch__eta">
          {dispatch.etaSeconds === null
            ? text.incident.noEta
            : text.incident.eta(formatClockSpan(dispatch.etaSeconds * 1_000))}
        </span>
      </div>
      {dispatch.target && (
        <p className="dispatch__reason">
          {text.words.task[dispatch.task]} → {dispatch.target.name}
        </p>
      )}
      <Stepper dispatch={dispatch} />
      {dispatch.reason && <p className="dispatch__reason">{reasonWords(dispatch.reason, language)}</p>}
      {stands && <Forecast dispatch={dispatch} />}
      {stands && <Reports dispatch={dispatch} showsKeys={isChosen} />}
    </li>
  );
}

/** Likely late, and who could be there sooner by one key. */
function Forecast({ dispatch }: { readonly dispatch: Dispatch }) {
  const context = useCommands();
  const text = useText();
  const language = useLanguage();
  const say = text.escalation;
  const late = useLive(() => lateForecast(context));
  const may = useLive(() => maySend(context, 'incident.dispatch'));
  const isWaiting = useView((view) => view.pending.some((name) => name === `dispatch:${late?.proposal?.unitId}`));
  if (late?.unitId !== dispatch.unitId) return null;
  const { proposal, lateBySeconds } = late;
  return (
    <p className="forecast" data-testid="forecast-late">
      <strong>{say.likelyLate(formatLateness(lateBySeconds * 1_000, language))}</strong>
      {proposal ? (
        <>
          <span>{say.addUnitHint(formatClockSpan(proposal.etaSeconds * 1_000))}</span>
          <Button
            look="primary"
            disabled={!may}
            isWaiting={isWaiting}
            keyLabel={keyLabel(commandOf('incident.addUnit').keys[0] ?? '', text)}
            onClick={() => runCommand(context, 'incident.addUnit')}
            data-testid="forecast-add"
          >
            {say.addUnit(proposal.unitName)}
          </Button>
        </>
      ) : (
        <span>{say.nobodySooner}</span>
      )}
    </p>
  );
}

const STAGES = [
  ['notified', 'notifiedAt'],
  ['accepted', 'acceptedAt'],
  ['enRoute', 'departedAt'],
  ['onScene', 'arrivedAt'],
  ['done', 'endedAt'],
] as const satisfies readonly (readonly [DispatchState, keyof Dispatch])[];

function Stepper({ dispatch }: { readonly dispatch: Dispatch }) {
  const { words } = useText();
  return (
    <ol className="stepper">
      {STAGES.map(([state, time]) => {
        const at = state === 'done' && dispatch.state !== 'done' ? null : dispatch[time];
        const stage = at === null ? 'stepper__stage' : 'stepper__stage stepper__stage--past';
        const isNow = dispatch.state === state;
        return (
          <li key={state} className={stage} aria-current={isNow ? 'step' : undefined}>
            <span>{words.dispatchState[state]}</span>
            <time>{at === null ? '–' : formatTime(at)}</time>
          </li>
        );
      })}
    </ol>
  );
}

function Reports({ dispatch, showsKeys }: { readonly dispatch: Dispatch; readonly showsKeys: boolean }) {
  const context = useCommands();
  const text = useText();
  const pending = useView((view) => view.pending);
  const may = useLive(() => maySend(context, 'dispatch.arrive'));
  useAdvice();
  const mayWithdraw = useLive(() => maySend(context, 'dispatch.withdraw'));
  // A proposed unit is confirmed by the main button or in its row below.
  const isProposed = useLive(() => currentCandidates(context).some(({ unitId }) => unitId === dispatch.unitId));
  const keyOf = (move: RadioMove | 'withdraw' | 'refuse') =>
    showsKeys ? keyLabel(commandOf(`dispatch.${move}`).keys[0] ?? '', text) : undefined;
  return (
    <fieldset className="dispatch__reports" aria-label={text.incident.onBehalf}>
      {dispatch.isAutomatic && !isProposed && (
        <Button
          look="primary"
          disabled={!may}
          isWaiting={pending.includes(`dispatch:${dispatch.unitId}`)}
          onClick={() => dispatchUnit(context, dispatch.unitId)}
          data-testid={`confirm-${dispatch.unitId}`}
        >
          {text.incident.confirmUnit}
        </Button>
      )}
      {RADIO_MOVES.filter((move) => canMove(dispatch, move)).map((move) => (
        <Button
          key={move}
          disabled={!may}
          isWaiting={pending.includes(`${move}:${dispatch.id}`)}
          keyLabel={keyOf(move)}
          aria-label={text.incident.reportsFor[move](dispatch.unitName)}
          data-testid={`report-${move}-${dispatch.unitId}`}
          onClick={() => reportMove(context, dispatch.id, move)}
        >
          {text.incident.reports[move]}
        </Button>
      ))}
      {(['refuse', 'withdraw'] as const)
        .filter((move) => canMove(dispatch, move))
        .map((move) => (
          <Button
            key={move}
            look="plain"
            disabled={!mayWithdraw}
            keyLabel={keyOf(move)}
            aria-label={text.incident.reportsFor[move](dispatch.unitName)}
            data-testid={`report-${move}-${dispatch.unitId}`}
            onClick={() => askReason(context, dispatch.id, move)}
          >
            {text.incident.reports[move]}
          </Button>
        ))}
    </fieldset>
  );
}

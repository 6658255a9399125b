import type { Departure } from '#shared/domain/coverage.ts';
import type { Candidate, IncidentState, PassedOver } from '#shared/domain/incident.ts';
import { departureSentence } from '#shared/text/coverage.ts';
import { pick } from '#shared/text/language.ts';
import { formatAgo, formatClockSpan, formatDistance } from '#shared/text/time.ts';
import { isTold, maySend } from '../../commands/context.ts';
import { dispatchUnit } from '../../commands/incidentCommands.ts';
import { Button } from '../../ui/Button.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { Section } from '../../ui/Section.tsx';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useAdvice, useCommands, useLanguage, useLive, useNow, useText, useView } from '../desk.tsx';
import { ChoiceReason } from './ChoiceReason.tsx';
import { MoveUpLine } from './MoveUpLine.tsx';
import { UnitMark } from './UnitMark.tsx';
import './recommended.css';

/** Older than this, an answer is said to be out of date: it is asked again every five seconds. */
const ADVICE_OLD_MS = 15_000;

/** Who should go, by road time, and why each nearer unit was passed over. */
export function RecommendedSection({ incident }: { readonly incident: IncidentState }) {
  const text = useText().incident;
  const advice = useAdvice();
  const keys = useListKeys('.candidate__name');
  const mine = advice?.incidentId === incident.id ? advice : null;
  const recommendation = mine?.recommendation ?? incident.recommendation;
  return (
    <Section title={text.recommended} aside={recommendation && <AdviceAge at={recommendation.at} />}>
      {!recommendation && (
        <p className="incident__line">{mine?.state === 'failed' ? text.recommendFailed : text.recommending}</p>
      )}
      {recommendation && recommendation.candidates.length === 0 && (
        <p className="incident__line">{text.noCandidates}</p>
      )}
      {recommendation && (
        <ol className="candidates" ref={keys}>
          {recommendation.candidates.map((candidate, index) => (
            <CandidateRow
              key={candidate.unitId}
              candidate={candidate}
              number={index + 1}
              departure={mine?.coverage?.departures.find(({ unitId }) => unitId === candidate.unitId)}
            />
          ))}
        </ol>
      )}
      {recommendation && recommendation.candidates.length > 1 && incident.closedAt === null && (
        <ChoiceReason incidentId={incident.id} />
      )}
      {mine?.coverage && <MoveUpLine coverage={mine.coverage} />}
      {recommendation && recommendation.passedOver.length > 0 && <PassedOverList passed={recommendation.passedOver} />}
    </Section>
  );
}

function AdviceAge({ at }: { readonly at: number }) {
  const text = useText().incident;
  const language = useLanguage();
  const age = useNow() - at;
  return (
    <span className={age > ADVICE_OLD_MS ? 'is-warn' : undefined}>
      {age > ADVICE_OLD_MS && `${text.recommendStale} · `}
      {text.recommendedAt(formatAgo(age, language))}
    </span>
  );
}

function CandidateRow({
  candidate,
  number,
  departure,
}: {
  readonly candidate: Candidate;
  readonly number: number;
  readonly departure: Departure | undefined;
}) {
  const context = useCommands();
  const text = useText().incident;
  const language = useLanguage();
  const name = `dispatch:${candidate.unitId}`;
  const isWaiting = useView((view) => view.pending.includes(name));
  const may = useLive(() => maySend(context, 'incident.dispatch'));
  const uncovered = departure ? departureSentence(departure) : null;
  const isConfirmed = useLive(() => isTold(context, candidate.unitId));
  return (
    <li className="candidate" data-testid={`candidate-${number}`}>
      <KeyCap>{String(number)}</KeyCap>
      <UnitMark kind={candidate.unitKind} />
      <button
        type="button"
        className="candidate__name candidate__name--whole"
        onClick={() => context.view.select({ kind: 'unit', id: candidate.unitId })}
      >
        {candidate.name}
      </button>
      <span className="candidate__eta">
        {candidate.etaSeconds === null ? text.noEta : formatClockSpan(candidate.etaSeconds * 1_000)}
      </span>
      <span className="candidate__distance">{formatDistance(candidate.routeM, language)}</span>
      <Button
        look={number === 1 ? 'primary' : 'normal'}
        isWaiting={isWaiting}
        disabled={!may}
        aria-label={text.dispatchUnit(candidate.name)}
        data-testid={`dispatch-${candidate.unitId}`}
        onClick={() => void dispatchUnit(context, candidate.unitId)}
      >
        {isConfirmed ? text.confirmUnit : text.dispatch}
      </Button>
      <p className="candidate__reasons">
        {candidate.reasons.map((reason) => pick(reason, language)).join(language === 'en' ? ' · ' : '；')}
      </p>
      {uncovered && (
        <p className="candidate__uncovered" data-testid={`departure-${candidate.unitId}`}>
          {pick(uncovered, language)}
        </p>
      )}
    </li>
  );
}

function PassedOverList({ passed }: { readonly passed: readonly PassedOver[] }) {
  const { view } = useCommands();
  const text = useText().incident;
  const language = useLanguage();
  const keys = useListKeys('button');
  return (
    <div className="passed">
      <h4 className="passed__title">{text.passedOver(passed.length)}</h4>
      <ul ref={keys}>
        {passed.map((unit) => (
          <li key={unit.unitId} className="passed__row" data-testid={`passed-${unit.unitId}`}>
            <UnitMark kind={unit.unitKind} />
            <button
              type="button"
              className="candidate__name"
              title={unit.name}
              onClick={() => view.select({ kind: 'unit', id: unit.unitId })}
            >
              {unit.name}
            </button>
            <span className="passed__distance">{text.passedOverLine(formatDistance(unit.distanceM, language))}</span>
            <span className="passed__reason">{pick(unit.reason, language)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

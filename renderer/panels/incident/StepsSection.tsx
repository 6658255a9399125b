import { type FormEvent, useState } from 'react';
import { sopStep } from '#shared/catalog/sopSteps.ts';
import type { IncidentState, StepState } from '#shared/domain/incident.ts';
import { pick } from '#shared/text/language.ts';
import { actorName } from '#shared/text/system.ts';
import { formatTime } from '#shared/text/time.ts';
import { maySend } from '../../commands/context.ts';
import { markStep } from '../../commands/incidentCommands.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckIcon } from '../../ui/icons.tsx';
import { Section } from '../../ui/Section.tsx';
import { useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';

/** The procedure of this kind of incident: what the system has ticked by itself and what a person ticks or skips. */
export function StepsSection({ incident }: { readonly incident: IncidentState }) {
  const text = useText().incident;
  const settled = incident.steps.filter((step) => step.state !== 'open').length;
  return (
    <Section title={text.steps} aside={text.stepsDone(settled, incident.steps.length)}>
      <ol className="steps">
        {incident.steps.map((step) => (
          <StepRow key={step.id} incident={incident} step={step} />
        ))}
      </ol>
    </Section>
  );
}

function StepRow({ incident, step }: { readonly incident: IncidentState; readonly step: StepState }) {
  const context = useCommands();
  const text = useText();
  const language = useLanguage();
  const [isSkipping, setIsSkipping] = useState(false);
  const isWaiting = useView((view) => view.pending.includes(`step:${step.id}`));
  const may = useLive(() => maySend(context, 'incident.markStep'));
  const entry = sopStep(step.id);
  const name = entry ? pick(entry, language) : step.id;
  const canMark = step.state === 'open' && incident.closedAt === null && may;
  return (
    <li className={`step step--${step.state}`} data-testid={`step-${step.id}`}>
      <span className="step__mark" role="img" aria-label={text.words.step[step.state]}>
        {step.state === 'done' ? <CheckIcon /> : step.state === 'skipped' ? '–' : ''}
      </span>
      <span className="step__name">
        {name}
        {entry && <span className="step__who"> {text.words.stepDoer[entry.who]}</span>}
        {entry?.isRequired && step.state === 'open' && <span className="step__must"> {text.life.stepRequired}</span>}
      </span>
      {step.state !== 'open' && <span className="step__by">{settledBy()}</span>}
      {canMark && !isSkipping && (
        <span className="step__actions">
          <Button
            isWaiting={isWaiting}
            aria-label={text.incident.tickStep(name)}
            onClick={() => markStep(context, step.id, 'done')}
          >
            {text.incident.tick}
          </Button>
          <Button look="plain" aria-label={text.incident.skipStep(name)} onClick={() => setIsSkipping(true)}>
            {text.incident.skip}
          </Button>
        </span>
      )}
      {canMark && isSkipping && <SkipForm stepId={step.id} onEnd={() => setIsSkipping(false)} />}
    </li>
  );

  function settledBy(): string {
    const by = actorName(step.by ?? text.words.unknown, language);
    if (step.state === 'skipped') return text.incident.stepSkippedBy(by, step.reason ?? text.words.none);
    return text.incident.stepBy(by, step.at === null ? '' : formatTime(step.at));
  }
}

function SkipForm({ stepId, onEnd }: { readonly stepId: string; readonly onEnd: () => void }) {
  const context = useCommands();
  const text = useText();
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!reason.trim()) return;
    markStep(context, stepId, 'skipped', reason.trim());
    onEnd();
  };
  return (
    <form className="step__skip" onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onEnd()}>
      <input
        className="input"
        ref={(input) => input?.focus()}
        value={reason}
        maxLength={300}
        aria-label={text.incident.skipReason}
        placeholder={text.incident.skipReason}
        onChange={(event) => setReason(event.target.value)}
      />
      <button type="submit" className="button" disabled={!reason.trim()}>
        {text.incident.skip}
      </button>
      <Button look="plain" onClick={onEnd}>
        {text.dialogs.cancel}
      </Button>
    </form>
  );
}

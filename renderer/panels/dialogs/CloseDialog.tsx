import { type KeyboardEvent, useRef, useState } from 'react';
import { sopStep } from '#shared/catalog/sopSteps.ts';
import { isActive } from '#shared/domain/dispatch.ts';
import { CLOSE_REASONS, type CloseReason } from '#shared/domain/incident.ts';
import { closingGaps } from '#shared/domain/incidentClosing.ts';
import type { ClosingGap } from '#shared/domain/incidentLife.ts';
import { addressIn } from '#shared/domain/place.ts';
import { pick } from '#shared/text/language.ts';
import { sendCommand } from '../../commands/context.ts';
import { ChoiceField } from '../../ui/form/ChoiceField.tsx';
import { chosenByNumber } from '../../ui/form/chosenByNumber.ts';
import { FormDialog } from '../../ui/form/FormDialog.tsx';
import { TextAreaField } from '../../ui/form/TextAreaField.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';
import { detailOf, kindName } from '../incidentWords.ts';

/** Closing needs a reason and a second step: choose by number, confirm by Enter. */
export function CloseDialog({ incidentId }: { readonly incidentId: string }) {
  const context = useCommands();
  const text = useText();
  const language = useLanguage();
  const [reason, setReason] = useState<CloseReason | null>(null);
  const [note, setNote] = useState('');
  const [forceReason, setForceReason] = useState('');
  const confirm = useRef<HTMLButtonElement>(null);
  const isWaiting = useView((view) => view.pending.includes('incident.close'));
  const incident = useLive(({ live }) => live.world.incidents.get(incidentId));
  if (!incident) return null;
  const active = incident.dispatches.filter((dispatch) => isActive(dispatch.state));
  const isOnScene = active.some((dispatch) => dispatch.state === 'onScene');
  const gaps = reason === null ? [] : closingGaps(incident, reason);
  const isReady = reason !== null && (gaps.length === 0 || forceReason.trim() !== '');
  const dismiss = () => context.view.change({ dialog: null });

  const choose = (chosen: CloseReason) => {
    setReason(chosen);
    if (closingGaps(incident, chosen).length === 0) requestAnimationFrame(() => confirm.current?.focus());
  };
  const close = async () => {
    if (!isReady || isWaiting) return;
    const body = { incidentId, reason, note: note.trim(), ...(gaps.length > 0 && { forceReason: forceReason.trim() }) };
    const outcome = await sendCommand(context, 'incident.close', body);
    if (outcome.state === 'done') dismiss();
  };
  const chooseByNumber = (event: KeyboardEvent) => {
    const chosen = chosenByNumber(event, CLOSE_REASONS);
    if (!chosen) return;
    event.preventDefault();
    choose(chosen);
  };

  return (
    <FormDialog
      title={text.dialogs.closeTitle(incident.number)}
      onClose={dismiss}
      onKeyDown={chooseByNumber}
      testId="dialog-close"
      hint={text.dialogs.keysHint}
      cancelLabel={text.dialogs.cancel}
      confirmLabel={confirmLabel()}
      onConfirm={close}
      confirmRef={confirm}
      look="danger"
      isReady={isReady}
      isWaiting={isWaiting}
      confirmTestId="close-confirm"
    >
      <p className="dialog__about">
        <strong>{kindName(incident, language)}</strong>
        {[detailOf(incident, language), addressIn(incident.place, language === 'en')].filter(Boolean).join(' · ')}
      </p>
      {isOnScene && <p className="is-warn">{text.dialogs.closeOnScene}</p>}
      {!isOnScene && active.length > 0 && <p className="is-warn">{text.dialogs.closeWithdraws(active.length)}</p>}
      <ChoiceField
        isNumbered
        label={text.dialogs.closeReason}
        options={CLOSE_REASONS.map((value) => ({
          value,
          name: text.words.closeReason[value],
          testId: `close-reason-${value}`,
        }))}
        chosen={reason}
        onChoose={choose}
      />
      {gaps.length > 0 && (
        <div className="close-gaps" data-testid="close-gaps">
          <p className="is-warn">{text.life.gapsTitle}</p>
          <ul>
            {gaps.map((gap) => (
              <li key={gap.code === 'step' ? gap.stepId : gap.code}>{gapSentence(gap)}</li>
            ))}
          </ul>
          <TextField
            label={text.life.forceReason}
            value={forceReason}
            onChange={setForceReason}
            maxLength={300}
            placeholder={text.life.forcePlaceholder}
            data-testid="close-force"
          />
        </div>
      )}
      <TextAreaField
        label={text.dialogs.closeNote}
        value={note}
        onChange={setNote}
        maxLength={2_000}
        placeholder={text.dialogs.closeNotePlaceholder}
        data-testid="close-note"
      />
    </FormDialog>
  );

  function confirmLabel(): string {
    if (reason === null) return text.dialogs.closeChoose;
    const named = text.words.closeReason[reason];
    return gaps.length > 0 ? text.life.forceConfirm(named) : text.dialogs.closeConfirm(named);
  }

  function gapSentence(gap: ClosingGap): string {
    if (gap.code !== 'step') return text.life.gap[gap.code];
    const step = sopStep(gap.stepId);
    return text.life.gapStep(step ? pick(step, language) : gap.stepId);
  }
}

import { useRef, useState } from 'react';
import { INCIDENT_KIND_CATALOG, INCIDENT_KINDS, type IncidentKind } from '#shared/catalog/incidentKinds.ts';
import { INCIDENT_SOURCES } from '#shared/domain/incidentLife.ts';
import { pick } from '#shared/text/language.ts';
import { sendCommand } from '../../commands/context.ts';
import type { OpenDraft } from '../../commands/deskView.ts';
import { pointOfSelection } from '../../live/pointOfSelection.ts';
import { ChoiceField } from '../../ui/form/ChoiceField.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { FormDialog } from '../../ui/form/FormDialog.tsx';
import { TextAreaField } from '../../ui/form/TextAreaField.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { useCommands, useLanguage, useText, useView } from '../desk.tsx';
import { OpenPlace } from './OpenPlace.tsx';

const SOURCES = INCIDENT_SOURCES.filter((source) => source !== 'alarm');

const EMPTY: Omit<OpenDraft, 'lon' | 'lat'> = {
  kind: 'publicOrder',
  source: 'officer',
  title: '',
  words: '',
  name: '',
  phone: '',
  address: '',
};

/** A call, a walk-in, a report passed on, or a strange signal made into an incident. */
export function OpenIncidentDialog({
  alarmId,
  draft,
  reportId,
}: {
  readonly alarmId: string | null;
  /** The citizen's report it is made of: words, source and reporter are its own. */
  readonly reportId: string | null;
  readonly draft?: OpenDraft | undefined;
}) {
  const context = useCommands();
  const { client, view } = context;
  const { dialogs: text, life, words } = useText();
  const language = useLanguage();
  const [start] = useState(() => (draft ? null : pointOfSelection(client.live, view.selection, alarmId)));
  const [form, setForm] = useState<OpenDraft>(
    () => draft ?? { ...EMPTY, lon: start?.lon.toFixed(6) ?? '', lat: start?.lat.toFixed(6) ?? '' },
  );
  const commandKind = reportId === null ? 'incident.open' : 'publicReport.open';
  const summary = useRef<HTMLInputElement>(null);
  const isWaiting = useView((state) => state.pending.includes(commandKind));
  const point = { lon: Number.parseFloat(form.lon), lat: Number.parseFloat(form.lat) };
  const hasPoint = Math.abs(point.lon) <= 180 && Math.abs(point.lat) <= 90;
  const isTold = alarmId === null && reportId === null && form.source !== 'officer';
  const change = (part: Partial<OpenDraft>) => setForm((before) => ({ ...before, ...part }));
  const dismiss = () => view.change({ dialog: null });
  const open = async () => {
    if (!hasPoint || isWaiting) return;
    const { kind, source, title, address } = form;
    const reporter = { name: form.name.trim(), phone: form.phone.trim() };
    const outcome = await sendCommand(context, commandKind, {
      ...{ kind, ...point, title: title.trim(), address: address.trim() },
      ...(reportId ? { reportId } : alarmId ? { alarmId } : { source }),
      ...(isTold && { callerWords: form.words.trim() }),
      ...(isTold && (reporter.name || reporter.phone) && { reporter }),
    });
    if (outcome.state !== 'done') return;
    dismiss();
    if (outcome.incidentId) view.select({ kind: 'incident', id: outcome.incidentId });
  };
  const choose = (kind: IncidentKind) => {
    change({ kind });
    summary.current?.focus();
  };
  /** The map needs the room: the form comes back with what was in it, and with the point. */
  const aim = () => {
    view.change({
      dialog: null,
      mapAim: ({ lon, lat }) => {
        const aimed = { ...form, lon: lon.toFixed(6), lat: lat.toFixed(6) };
        view.change({
          mapAim: null,
          dialog: { kind: 'openIncident', alarmId, draft: aimed, ...(reportId && { reportId }) },
        });
      },
    });
  };
  return (
    <FormDialog
      title={text.openTitle}
      onClose={dismiss}
      isWide
      testId="dialog-open-incident"
      hint={hasPoint ? text.openHint : text.openNowhere}
      isHintWarning={!hasPoint}
      cancelLabel={text.cancel}
      confirmLabel={text.openConfirm}
      onConfirm={open}
      isReady={hasPoint}
      isWaiting={isWaiting}
      confirmTestId="open-confirm"
    >
      <ChoiceField
        label={text.openKind}
        options={INCIDENT_KINDS.map((value) => ({
          value,
          name: pick(INCIDENT_KIND_CATALOG[value], language),
          testId: `open-kind-${value}`,
        }))}
        chosen={form.kind}
        onChoose={choose}
      />
      {reportId !== null && form.words && <p className="open-form__said selectable">“{form.words}”</p>}
      {alarmId === null && reportId === null && (
        <ChoiceField
          label={life.sourceField}
          layout="row"
          options={SOURCES.map((value) => ({ value, name: words.source[value], testId: `open-source-${value}` }))}
          chosen={form.source}
          onChoose={(source) => change({ source })}
        />
      )}
      <Form className="form--pairs" onSend={() => void open()}>
        <TextField
          label={text.openSummary}
          className="field--wide"
          ref={summary}
          value={form.title}
          onChange={(title) => change({ title })}
          maxLength={120}
          placeholder={text.openSummaryPlaceholder}
          data-autofocus
          data-testid="open-title"
        />
        {isTold && (
          <>
            <TextAreaField
              label={life.callerWords}
              className="field--wide"
              value={form.words}
              onChange={(said) => change({ words: said })}
              maxLength={1_000}
              placeholder={life.callerWordsPlaceholder}
              data-testid="open-words"
            />
            <TextField
              label={life.reporterName}
              value={form.name}
              onChange={(name) => change({ name })}
              maxLength={60}
              data-testid="open-reporter-name"
            />
            <TextField
              label={life.reporterPhone}
              value={form.phone}
              onChange={(phone) => change({ phone })}
              maxLength={40}
              inputMode="tel"
              data-testid="open-reporter-phone"
            />
            <p className="field--wide dialog__hint">{life.reporterHint}</p>
          </>
        )}
        <OpenPlace
          draft={form}
          startName={start?.name ?? null}
          onChange={change}
          onAim={context.map() === null ? null : aim}
        />
      </Form>
    </FormDialog>
  );
}

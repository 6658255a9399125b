import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react';
import { INCIDENT_KIND_CATALOG, INCIDENT_KINDS, type IncidentKind } from '#shared/catalog/incidentKinds.ts';
import { pick } from '#shared/text/language.ts';
import { sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useCommands, useLanguage, useText, useView } from '../desk.tsx';
import { Choices, chosenByNumber } from './Choices.tsx';
import { pointOfSelection } from './pointOfSelection.ts';

/** A call, a walk-in, or a strange signal made into an incident. */
export function OpenIncidentDialog({ alarmId }: { readonly alarmId: string | null }) {
  const context = useCommands();
  const { client, view } = context;
  const text = useText().dialogs;
  const language = useLanguage();
  const [start] = useState(() => pointOfSelection(client.live, view.selection, alarmId));
  const [kind, setKind] = useState<IncidentKind>('publicOrder');
  const [title, setTitle] = useState('');
  const [address, setAddress] = useState('');
  const [lon, setLon] = useState(start ? start.lon.toFixed(6) : '');
  const [lat, setLat] = useState(start ? start.lat.toFixed(6) : '');
  const summary = useRef<HTMLInputElement>(null);
  const isWaiting = useView((state) => state.pending.includes('incident.open'));
  const point = { lon: Number.parseFloat(lon), lat: Number.parseFloat(lat) };
  const hasPoint = Math.abs(point.lon) <= 180 && Math.abs(point.lat) <= 90;
  const dismiss = () => view.change({ dialog: null });
  const open = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!hasPoint || isWaiting) return;
    const body = { kind, ...point, title: title.trim(), address: address.trim(), ...(alarmId && { alarmId }) };
    const outcome = await sendCommand(context, 'incident.open', body);
    if (outcome.state !== 'done') return;
    dismiss();
    if (outcome.incidentId) view.select({ kind: 'incident', id: outcome.incidentId });
  };
  const choose = (chosen: IncidentKind) => {
    setKind(chosen);
    summary.current?.focus();
  };
  const chooseByNumber = (event: KeyboardEvent) => {
    const chosen = chosenByNumber(event, INCIDENT_KINDS);
    if (!chosen) return;
    event.preventDefault();
    choose(chosen);
  };
  return (
    <Dialog
      title={text.openTitle}
      onKeyDown={chooseByNumber}
      closeLabel={text.cancel}
      onClose={dismiss}
      isWide
      testId="dialog-open-incident"
      footer={
        <>
          <span className={hasPoint ? 'dialog__hint' : 'dialog__hint is-warn'}>
            {hasPoint ? text.keysHint : text.openNowhere}
          </span>
          <Button onClick={dismiss}>{text.cancel}</Button>
          <Button
            look="primary"
            disabled={!hasPoint}
            isWaiting={isWaiting}
            onClick={() => void open()}
            data-testid="open-confirm"
          >
            {text.openConfirm}
          </Button>
        </>
      }
    >
      <Choices
        label={text.openKind}
        options={INCIDENT_KINDS.map((value) => ({ value, name: pick(INCIDENT_KIND_CATALOG[value], language) }))}
        chosen={kind}
        onChoose={choose}
      />
      <form className="open-form" onSubmit={open}>
        <label className="field open-form__wide">
          <span className="field__label">{text.openSummary}</span>
          <input
            className="input"
            ref={summary}
            value={title}
            maxLength={120}
            placeholder={text.openSummaryPlaceholder}
            onChange={(event) => setTitle(event.target.value)}
          />
        </label>
        <label className="field open-form__wide">
          <span className="field__label">{text.openAddress}</span>
          <input
            className="input"
            value={address}
            maxLength={200}
            placeholder={text.openAddressPlaceholder}
            onChange={(event) => setAddress(event.target.value)}
          />
        </label>
        <p className="open-form__wide dialog__hint">{start?.name ? text.openAtSelected(start.name) : text.openAt}</p>
        <label className="field">
          <span className="field__label">{text.openLon}</span>
          <input className="input" inputMode="decimal" value={lon} onChange={(event) => setLon(event.target.value)} />
        </label>
        <label className="field">
          <span className="field__label">{text.openLat}</span>
          <input className="input" inputMode="decimal" value={lat} onChange={(event) => setLat(event.target.value)} />
        </label>
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}

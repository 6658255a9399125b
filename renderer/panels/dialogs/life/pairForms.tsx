/** The forms about two incidents: merge, link, and split one into two. */
import { useState } from 'react';
import { INCIDENT_KIND_CATALOG, INCIDENT_KINDS, type IncidentKind } from '#shared/catalog/incidentKinds.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { addressIn } from '#shared/domain/place.ts';
import { distanceM } from '#shared/geo/earth.ts';
import { pick } from '#shared/text/language.ts';
import { formatDistance, formatSpan, formatTime } from '#shared/text/time.ts';
import { SelectField } from '../../../ui/form/SelectField.tsx';
import { TextAreaField } from '../../../ui/form/TextAreaField.tsx';
import { useCommands, useLanguage, useLive, useText } from '../../desk.tsx';
import { detailOf, kindName } from '../../incidentWords.ts';
import { LifeForm, WhyField } from './LifeForm.tsx';

export function MergeForm({ incident }: { readonly incident: IncidentState }) {
  const { view } = useCommands();
  const text = useText().life;
  const [intoId, setIntoId] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  return (
    <LifeForm
      incident={incident}
      action="merge"
      isWide
      body={intoId && reason.trim() ? { intoId, reason: reason.trim() } : null}
      hint={text.mergeHint}
      onDone={(id) => id !== undefined && view.select({ kind: 'incident', id })}
    >
      <IncidentPicker incident={incident} label={text.mergeInto} isOpenOnly chosen={intoId} onChoose={setIntoId} />
      <WhyField value={reason} onChange={setReason} />
    </LifeForm>
  );
}

export function RelateForm({ incident }: { readonly incident: IncidentState }) {
  const text = useText().life;
  const [otherId, setOtherId] = useState<string | null>(null);
  const [note, setNote] = useState('');
  return (
    <LifeForm incident={incident} action="relate" isWide body={otherId ? { otherId, note: note.trim() } : null}>
      <IncidentPicker incident={incident} label={text.relateWith} chosen={otherId} onChoose={setOtherId} />
      <TextAreaField label={text.note} value={note} maxLength={300} onChange={setNote} />
    </LifeForm>
  );
}

export function SplitForm({ incident }: { readonly incident: IncidentState }) {
  const { view } = useCommands();
  const text = useText();
  const language = useLanguage();
  const devices = useLive(({ live }) => live.world.devices);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [kind, setKind] = useState<IncidentKind>(incident.kind);
  const [reason, setReason] = useState('');
  const isReady = chosen.length > 0 && chosen.length < incident.alarms.length && reason.trim() !== '';
  const toggle = (alarmId: string) =>
    setChosen(chosen.includes(alarmId) ? chosen.filter((id) => id !== alarmId) : [...chosen, alarmId]);
  return (
    <LifeForm
      incident={incident}
      action="split"
      isWide
      body={isReady ? { alarmIds: chosen, kind, reason: reason.trim() } : null}
      hint={text.life.splitHint}
      onDone={(id) => id !== undefined && view.select({ kind: 'incident', id })}
    >
      <fieldset className="field">
        <legend className="field__label">{text.life.splitChoose}</legend>
        <ul className="life-list">
          {incident.alarms.map((alarm) => (
            <li key={alarm.alarmId}>
              <label className="life-list__row">
                <input
                  type="checkbox"
                  checked={chosen.includes(alarm.alarmId)}
                  data-testid={`split-${alarm.alarmId}`}
                  onChange={() => toggle(alarm.alarmId)}
                />
                <span className="life-list__what">
                  {devices.get(alarm.deviceId ?? '')?.name ?? alarm.sourceId} · {pick(alarm.title, language)}
                </span>
                <span className="life-list__aside">
                  {formatTime(alarm.firstAt)}
                  {alarm.times > 1 && ` ${text.incident.times(alarm.times)}`}
                </span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <SelectField
        label={text.life.splitKind}
        options={INCIDENT_KINDS.map((value) => ({ value, name: pick(INCIDENT_KIND_CATALOG[value], language) }))}
        value={kind}
        onChange={setKind}
      />
      <WhyField value={reason} onChange={setReason} />
    </LifeForm>
  );
}

const PROPOSED = 8;

/** Near in place and time first; a word narrows them down. */
function IncidentPicker({
  incident,
  label,
  isOpenOnly = false,
  chosen,
  onChoose,
}: {
  readonly incident: IncidentState;
  readonly label: string;
  readonly isOpenOnly?: boolean;
  readonly chosen: string | null;
  readonly onChoose: (incidentId: string) => void;
}) {
  const text = useText();
  const language = useLanguage();
  const [query, setQuery] = useState('');
  const others = useLive(
    ({ live }) =>
      [...live.world.incidents.values()].filter(
        ({ id, closedAt, mergedInto }) => id !== incident.id && !mergedInto && !(isOpenOnly && closedAt !== null),
      ),
    (one, other) => one.length === other.length && one.every((each, index) => each === other[index]),
  );
  const needle = query.trim().toLowerCase();
  const shown = others
    .filter((other) => needle === '' || wordsOf(other, language).includes(needle))
    .map((other) => ({ other, awayM: awayOf(incident, other), apartMs: Math.abs(incident.openedAt - other.openedAt) }))
    .sort((one, two) => one.awayM + one.apartMs / MS_PER_METRE - (two.awayM + two.apartMs / MS_PER_METRE))
    .slice(0, PROPOSED);
  return (
    <div className="field">
      <span className="field__label">{label}</span>
      <input
        className="input"
        value={query}
        maxLength={60}
        data-autofocus
        aria-label={text.life.mergeSearch}
        placeholder={text.life.mergeSearch}
        onChange={(event) => setQuery(event.target.value)}
      />
      {shown.length === 0 && <p className="empty">{text.life.mergeNone}</p>}
      <ul className="life-list">
        {shown.map(({ other, awayM, apartMs }) => (
          <li key={other.id}>
            <button
              type="button"
              className="life-list__row"
              aria-pressed={other.id === chosen}
              data-testid={`pick-${other.id}`}
              onClick={() => onChoose(other.id)}
            >
              <span className="life-list__what">
                {other.number} {kindName(other, language)}
                {' · '}
                {detailOf(other, language) ?? addressIn(other.place, language === 'en')}
              </span>
              <span className="life-list__aside">
                {text.life.mergeNear(formatDistance(awayM, language), formatSpan(apartMs, language))}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A minute apart counts like a hundred metres apart. */
const MS_PER_METRE = 600;

const awayOf = (one: IncidentState, other: IncidentState) =>
  distanceM([one.place.lon, one.place.lat], [other.place.lon, other.place.lat]);

const wordsOf = (incident: IncidentState, language: 'zh-CN' | 'en') =>
  [incident.number, kindName(incident, language), incident.title, incident.place.address].join(' ').toLowerCase();

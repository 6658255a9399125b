import { type FormEvent, useState } from 'react';
import { DEVICE_KINDS, type DeviceKind } from '#shared/domain/device.ts';
import type { Problem } from '#shared/kit/result.ts';
import { pick } from '#shared/text/language.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import type { DeviceDraft } from '../../commands/deskView.ts';
import { askForMapPoint } from '../../commands/deviceForm.ts';
import { Button } from '../../ui/Button.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';
import { type DeviceFields, fieldsOf, problemsOf, saveBodyOf } from './deviceFields.ts';
import { Field } from './Field.tsx';
import { KeyFields } from './KeyFields.tsx';
import { SupervisionField } from './SupervisionField.tsx';

/** Where the core says a problem is, and which field of the form that is. */
const FIELD_OF_PATH: Readonly<Record<string, keyof DeviceFields>> = {
  supervisionSeconds: 'supervision',
  key: 'keyValue',
  'key.value': 'keyValue',
};

/** Enrols a device or changes one. What was typed is checked at the first try, and then with every keystroke. */
export function DeviceForm({ draft }: { readonly draft: DeviceDraft }) {
  const context = useCommands();
  const { client, view } = context;
  const text = useText();
  const say = text.devices;
  const language = useLanguage();
  const known = useLive(({ live }) => (draft.deviceId === null ? undefined : live.world.devices.get(draft.deviceId)));
  const links = useLive(({ live }) => [...live.world.links.keys()].sort(), isShallowEqual);
  const sirens = useLive(
    ({ live }) => [...live.world.devices.values()].filter(({ kind }) => kind === 'siren'),
    isShallowEqual,
  );
  const [fields, setFields] = useState(() => fieldsOf({ ...known, ...draft.facts }));
  const [hasTried, setTried] = useState(false);
  const [refused, setRefused] = useState<readonly Problem[]>([]);
  const isWaiting = useView((state) => state.pending.includes('device.save'));
  const may = useLive(() => maySend(context, 'device.save'));
  const holder = client.live.world.devices.get(fields.id.trim());
  const problems = problemsOf(fields, holder && holder.id !== draft.deviceId ? holder.name : null);
  const change = (part: Partial<DeviceFields>) => {
    setFields((before) => ({ ...before, ...part }));
    setRefused([]);
  };
  const leave = () => view.change({ deviceDraft: null });
  const save = async (event?: FormEvent) => {
    event?.preventDefault();
    setTried(true);
    if (Object.keys(problems).length > 0 || isWaiting || !may) return;
    const outcome = await sendCommand(context, 'device.save', saveBodyOf(fields));
    if (outcome.state === 'refused') setRefused(outcome.problems ?? []);
    if (outcome.state !== 'done') return;
    view.change({ deviceDraft: null, sheet: { id: 'devices', focus: fields.id.trim() } });
    view.select({ kind: fields.kind === 'camera' ? 'camera' : 'device', id: fields.id.trim() });
  };

  return (
    <form className="device-form" onSubmit={save} data-testid="device-form">
      <h3 className="device-form__title">{known ? say.formEdit(known.name) : say.formNew}</h3>
      <div className="device-form__grid">
        <Field label={say.fields.kind} error={null}>
          {(id) => (
            <select
              id={id}
              className="input"
              value={fields.kind}
              onChange={(event) => change({ kind: event.target.value as DeviceKind })}
            >
              {DEVICE_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {text.words.deviceKind[kind]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={say.fields.name} error={errorOf('name')}>
          {(id) => <input id={id} {...input('name', 80)} />}
        </Field>
        <Field label={say.fields.id} error={errorOf('id')} hint={say.hints.id}>
          {(id) => <input id={id} {...input('id', 40)} disabled={draft.deviceId !== null} />}
        </Field>
        <Field label={say.fields.link} error={errorOf('link')} hint={links.length === 0 ? say.hints.noLinks : null}>
          {(id) => (
            <select
              id={id}
              className="input"
              value={fields.link}
              onChange={(event) => change({ link: event.target.value })}
              data-testid="device-field-link"
            >
              <option value="">{say.noLink}</option>
              {[...new Set([...links, ...(fields.link ? [fields.link] : [])])].map((id) => (
                <option key={id} value={id}>
                  {id}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={say.fields.account} error={errorOf('account')} hint={say.hints.account}>
          {(id) => <input id={id} {...input('account', 16)} />}
        </Field>
        <Field label={say.fields.siren} error={errorOf('siren')} hint={say.hints.siren}>
          {(id) => (
            <select
              id={id}
              className="input"
              value={fields.siren}
              onChange={(event) => change({ siren: event.target.value })}
            >
              <option value="">{say.sirenNone}</option>
              {sirens.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label={say.fields.lon} error={errorOf('lon')}>
          {(id) => <input id={id} {...input('lon', 20)} inputMode="decimal" />}
        </Field>
        <Field label={say.fields.lat} error={errorOf('lat')}>
          {(id) => <input id={id} {...input('lat', 20)} inputMode="decimal" />}
        </Field>
        <div className="device-form__pick">
          <Button
            onClick={() => askForMapPoint(view, ({ lon, lat }) => change({ lon: lon.toFixed(6), lat: lat.toFixed(6) }))}
            data-testid="device-pick"
          >
            {say.pickOnMap}
          </Button>
        </div>
        <SupervisionField
          value={fields.supervision}
          error={errorOf('supervision')}
          onChange={(supervision) => change({ supervision })}
        />
        <KeyFields fields={fields} hasKey={known?.hasKey ?? false} error={errorOf('keyValue')} onChange={change} />
      </div>
      {refused.length > 0 && (
        <ul className="device-form__refused" role="alert">
          {refused.filter(isElsewhere).map((problem) => (
            <li key={`${problem.path} ${problem.zh}`}>{pick(problem, language)}</li>
          ))}
        </ul>
      )}
      <footer className="device-form__foot">
        {known && (
          <Button
            look="plain"
            disabled={known.stationFingerprint !== null}
            onClick={() => view.change({ dialog: { kind: 'retire', deviceId: known.id } })}
            data-testid="device-retire"
          >
            {say.retire}
          </Button>
        )}
        {known && known.stationFingerprint !== null && <span className="device-form__note">{say.ofStation}</span>}
        <span className="device-form__gap" />
        <Button onClick={leave}>{say.cancel}</Button>
        <Button
          look="primary"
          disabled={!may}
          isWaiting={isWaiting}
          onClick={() => void save()}
          data-testid="device-save"
        >
          {known ? say.save : say.saveNew}
        </Button>
      </footer>
      <input type="submit" hidden />
    </form>
  );

  function input(field: 'id' | 'name' | 'account' | 'lon' | 'lat', maxLength: number) {
    return {
      className: 'input',
      value: fields[field],
      maxLength,
      'data-testid': `device-field-${field}`,
      onChange: (event: { target: { value: string } }) => change({ [field]: event.target.value }),
    };
  }

  function errorOf(field: keyof DeviceFields): string | null {
    const told = refused.find((problem) => fieldOf(problem) === field);
    if (told) return pick(told, language);
    const problem = hasTried ? problems[field] : undefined;
    if (!problem) return null;
    if (problem.code === 'keyLength') return say.errors.keyLength(problem.bytes);
    if (problem.code === 'idTaken') return say.errors.idTaken(problem.name);
    return say.errors[problem.code];
  }

  function isElsewhere(problem: Problem): boolean {
    return !(fieldOf(problem) in fields);
  }
}

const fieldOf = ({ path }: Problem): string => {
  const field = path.replace(/^device\./, '');
  return FIELD_OF_PATH[field] ?? field;
};

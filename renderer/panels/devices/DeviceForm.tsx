import { useState } from 'react';
import { DEVICE_KINDS } from '#shared/domain/device.ts';
import type { Problem } from '#shared/kit/result.ts';
import { pick } from '#shared/text/language.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import type { DeviceDraft } from '../../commands/deskView.ts';
import { askForMapPoint } from '../../commands/deviceForm.ts';
import { Button } from '../../ui/Button.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { FormActions } from '../../ui/form/FormActions.tsx';
import { SelectField } from '../../ui/form/SelectField.tsx';
import { TextField, type TextFieldProps } from '../../ui/form/TextField.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';
import { type DeviceFields, fieldsOf, problemsOf, saveBodyOf } from './deviceFields.ts';
import { KeyFields } from './KeyFields.tsx';
import { SupervisionField } from './SupervisionField.tsx';
import './deviceForm.css';

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
  const save = async () => {
    setTried(true);
    if (Object.keys(problems).length > 0 || isWaiting || !may) return;
    const outcome = await sendCommand(context, 'device.save', saveBodyOf(fields));
    if (outcome.state === 'refused') setRefused(outcome.problems ?? []);
    if (outcome.state !== 'done') return;
    view.change({ deviceDraft: null, sheet: { id: 'devices', focus: fields.id.trim() } });
    view.select({ kind: fields.kind === 'camera' ? 'camera' : 'device', id: fields.id.trim() });
  };

  return (
    <Form className="device-form" onSend={() => void save()} testId="device-form">
      <h3 className="device-form__title">{known ? say.formEdit(known.name) : say.formNew}</h3>
      <div className="device-form__grid">
        <SelectField
          label={say.fields.kind}
          options={DEVICE_KINDS.map((value) => ({ value, name: text.words.deviceKind[value] }))}
          value={fields.kind}
          onChange={(kind) => change({ kind })}
        />
        {textField('name', 80)}
        {textField('id', 40, { hint: say.hints.id, disabled: draft.deviceId !== null })}
        <SelectField
          label={say.fields.link}
          error={errorOf('link')}
          hint={links.length === 0 && say.hints.noLinks}
          options={[
            { value: '', name: say.noLink },
            ...[...new Set([...links, ...(fields.link ? [fields.link] : [])])].map((id) => ({ value: id, name: id })),
          ]}
          value={fields.link}
          onChange={(link) => change({ link })}
          data-testid="device-field-link"
        />
        {textField('account', 16, { hint: say.hints.account })}
        <SelectField
          label={say.fields.siren}
          error={errorOf('siren')}
          hint={say.hints.siren}
          options={[{ value: '', name: say.sirenNone }, ...sirens.map(({ id, name }) => ({ value: id, name }))]}
          value={fields.siren}
          onChange={(siren) => change({ siren })}
        />
        {textField('lon', 20, { inputMode: 'decimal' })}
        {textField('lat', 20, { inputMode: 'decimal' })}
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
        <FormActions
          cancelLabel={say.cancel}
          onCancel={leave}
          confirmLabel={known ? say.save : say.saveNew}
          onConfirm={() => void save()}
          isReady={may}
          isWaiting={isWaiting}
          testId="device-save"
        />
      </footer>
    </Form>
  );

  function textField(
    field: 'id' | 'name' | 'account' | 'lon' | 'lat',
    maxLength: number,
    more: Pick<TextFieldProps, 'hint' | 'disabled' | 'inputMode'> = {},
  ) {
    return (
      <TextField
        {...more}
        label={say.fields[field]}
        error={errorOf(field)}
        value={fields[field]}
        onChange={(value) => change({ [field]: value })}
        maxLength={maxLength}
        data-testid={`device-field-${field}`}
      />
    );
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

import { CheckField } from '../../ui/form/CheckField.tsx';
import { ChoiceField } from '../../ui/form/ChoiceField.tsx';
import { FieldFoot } from '../../ui/form/Field.tsx';
import { useText } from '../desk.tsx';
import type { DeviceFields, KeyMode } from './deviceFields.ts';

/** A key goes in and never comes out: one that is there can be kept, taken away or replaced, not read. */
export function KeyFields({
  fields,
  hasKey,
  error,
  onChange,
}: {
  readonly fields: DeviceFields;
  readonly hasKey: boolean;
  readonly error: string | null;
  readonly onChange: (part: Partial<DeviceFields>) => void;
}) {
  const say = useText().devices;
  const modes: readonly KeyMode[] = hasKey ? ['keep', 'replace', 'none'] : ['none', 'replace'];
  return (
    <fieldset className="field field--wide">
      <ChoiceField
        label={say.fields.key}
        layout="row"
        options={modes.map((value) => ({ value, name: say.keyMode[value] }))}
        chosen={fields.keyMode}
        onChoose={(keyMode) => onChange({ keyMode, keyValue: '' })}
      />
      {fields.keyMode === 'replace' && (
        <div className="device-form__key">
          <select
            className="input"
            value={fields.keyEncoding}
            aria-label={say.fields.key}
            onChange={(event) => onChange({ keyEncoding: event.target.value === 'ascii' ? 'ascii' : 'hex' })}
          >
            <option value="hex">{say.keyEncoding.hex}</option>
            <option value="ascii">{say.keyEncoding.ascii}</option>
          </select>
          <input
            className="input"
            type="password"
            autoComplete="off"
            value={fields.keyValue}
            maxLength={120}
            aria-label={say.fields.key}
            placeholder={say.hints.key}
            onChange={(event) => onChange({ keyValue: event.target.value })}
          />
        </div>
      )}
      <FieldFoot error={error} hint={say.keyNever} />
      <CheckField
        label={say.fields.requireEncryption}
        isOn={fields.requireEncryption}
        onChange={(requireEncryption) => onChange({ requireEncryption })}
      />
    </fieldset>
  );
}

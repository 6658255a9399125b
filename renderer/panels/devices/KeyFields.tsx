import { useText } from '../desk.tsx';
import type { DeviceFields, KeyMode } from './deviceFields.ts';
import { Option } from './SupervisionField.tsx';

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
    <fieldset className="field field--wide device-form__set">
      <legend className="field__label">{say.fields.key}</legend>
      <div className="device-form__choices">
        {modes.map((mode) => (
          <Option
            key={mode}
            isOn={fields.keyMode === mode}
            onClick={() => onChange({ keyMode: mode, keyValue: '' })}
            name={say.keyMode[mode]}
          />
        ))}
      </div>
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
      {error ? (
        <span className="field__error" role="alert">
          {error}
        </span>
      ) : (
        <span className="field__hint">{say.keyNever}</span>
      )}
      <label className="device-form__tick">
        <input
          type="checkbox"
          checked={fields.requireEncryption}
          onChange={(event) => onChange({ requireEncryption: event.target.checked })}
        />
        {say.fields.requireEncryption}
      </label>
    </fieldset>
  );
}

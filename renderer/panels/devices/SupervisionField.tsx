import { useState } from 'react';
import { ChoiceField } from '../../ui/form/ChoiceField.tsx';
import { useText } from '../desk.tsx';
import { SUPERVISION_SECONDS } from './deviceFields.ts';

const NONE = '';
const OWN = 'own';

/** The site's classes by one press, or any number of seconds. */
export function SupervisionField({
  value,
  error,
  onChange,
}: {
  /** Seconds as text; empty: not supervised. */
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}) {
  const say = useText().devices;
  const isClass = value === '' || SUPERVISION_SECONDS.some((seconds) => String(seconds) === value);
  const [isOwn, setOwn] = useState(!isClass);
  const choose = (next: string) => {
    setOwn(next === OWN);
    if (next !== OWN) onChange(next);
  };
  return (
    <ChoiceField
      label={say.fields.supervision}
      className="field--wide"
      layout="row"
      options={[
        { value: NONE, name: say.supervisionNone },
        ...SUPERVISION_SECONDS.map((seconds) => ({ value: String(seconds), name: say.supervisionClass(seconds) })),
        { value: OWN, name: say.supervisionOwn },
      ]}
      chosen={isOwn ? OWN : value}
      onChoose={choose}
      error={error}
      hint={say.hints.supervision}
    >
      {isOwn && (
        <label className="device-form__own">
          <input
            className="input"
            inputMode="numeric"
            value={value}
            maxLength={6}
            aria-label={say.fields.supervision}
            onChange={(event) => onChange(event.target.value)}
          />
          {say.seconds}
        </label>
      )}
    </ChoiceField>
  );
}

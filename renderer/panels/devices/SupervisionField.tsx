import { useState } from 'react';
import { useText } from '../desk.tsx';
import { SUPERVISION_SECONDS } from './deviceFields.ts';

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
    setOwn(false);
    onChange(next);
  };
  return (
    <fieldset className="field field--wide device-form__set">
      <legend className="field__label">{say.fields.supervision}</legend>
      <div className="device-form__choices">
        <Option isOn={!isOwn && value === ''} onClick={() => choose('')} name={say.supervisionNone} />
        {SUPERVISION_SECONDS.map((seconds) => (
          <Option
            key={seconds}
            isOn={!isOwn && value === String(seconds)}
            onClick={() => choose(String(seconds))}
            name={say.supervisionClass(seconds)}
          />
        ))}
        <Option isOn={isOwn} onClick={() => setOwn(true)} name={say.supervisionOwn} />
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
      </div>
      {error ? (
        <span className="field__error" role="alert">
          {error}
        </span>
      ) : (
        <span className="field__hint">{say.hints.supervision}</span>
      )}
    </fieldset>
  );
}

export function Option(props: { readonly isOn: boolean; readonly onClick: () => void; readonly name: string }) {
  return (
    <button type="button" className="choice" aria-pressed={props.isOn} onClick={props.onClick}>
      {props.name}
    </button>
  );
}

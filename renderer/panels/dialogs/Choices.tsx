import type { KeyboardEvent } from 'react';
import { KeyCap } from '../../ui/KeyCap.tsx';

/** The option a number key names, 0 being the tenth; undefined while typing, where digits are text. */
export function chosenByNumber<Value>(event: KeyboardEvent, options: readonly Value[]): Value | undefined {
  const isTyping = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
  if (isTyping || !/^\d$/.test(event.key)) return undefined;
  return options[(Number(event.key) + 9) % 10];
}

/** One of a few, each with its number key. */
export function Choices<Value extends string>({
  label,
  options,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly name: string; readonly testId?: string }[];
  readonly chosen: Value | null;
  readonly onChoose: (value: Value) => void;
}) {
  return (
    <div className="field">
      <span className="field__label">{label}</span>
      <fieldset className="choices" aria-label={label}>
        {options.map(({ value, name, testId }, index) => (
          <button
            key={value}
            type="button"
            aria-pressed={value === chosen}
            data-autofocus={value === chosen || undefined}
            className="choice"
            data-testid={testId}
            onClick={() => onChoose(value)}
          >
            <KeyCap>{String((index + 1) % 10)}</KeyCap>
            {name}
          </button>
        ))}
      </fieldset>
    </div>
  );
}

import { useId } from 'react';
import { useCommands, useText, useView } from '../desk.tsx';

const LONGEST = 300;

/** Why another unit than the first proposed is to go: nothing waits for it, and a review shows it beside what was proposed. */
export function ChoiceReason({ incidentId }: { readonly incidentId: string }) {
  const { view } = useCommands();
  const text = useText().incident;
  const id = useId();
  const reason = useView(({ choice }) => (choice?.incidentId === incidentId ? choice.reason : ''));
  return (
    <p className="choice-reason">
      <label htmlFor={id}>{text.choiceReason}</label>
      <input
        id={id}
        className="input"
        list={`${id}-usual`}
        value={reason}
        maxLength={LONGEST}
        placeholder={text.choiceOptional}
        autoComplete="off"
        onChange={({ target }) => view.change({ choice: { incidentId, reason: target.value } })}
        // Said: the number keys send again.
        onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
        data-testid="choice-reason"
      />
      <datalist id={`${id}-usual`}>
        {text.choiceUsual.map((usual) => (
          <option key={usual} value={usual} />
        ))}
      </datalist>
    </p>
  );
}

import { useId, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField } from '../../ui/form/ChoiceField.tsx';
import { useAreaName, useText } from '../desk.tsx';
import { divisionsOf, useFound } from '../useFound.ts';

/** Which part of the area an account may act in: found by name, code or initials in the scene's own divisions. */
export function ScopeField({
  scope,
  onChange,
}: {
  readonly scope: string | null;
  readonly onChange: (scope: string | null) => void;
}) {
  const text = useText().accounts;
  const id = useId();
  const named = useAreaName(scope);
  const [query, setQuery] = useState('');
  const found = useFound(query, divisionsOf);
  const choose = (area: string | null) => {
    onChange(area);
    setQuery('');
  };
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {text.scope}
      </label>
      <p className="scope-field__now" data-testid="account-scope">
        <span>{named ?? text.scopeAll}</span>
        {scope !== null && <Button onClick={() => choose(null)}>{text.scopeAll}</Button>}
      </p>
      <input
        id={id}
        className="input"
        value={query}
        placeholder={text.scopeFind}
        maxLength={60}
        onChange={(event) => setQuery(event.target.value)}
        data-testid="account-scope-find"
      />
      {found?.length === 0 && <span className="field__hint">{text.scopeNone}</span>}
      {found && found.length > 0 && (
        <ChoiceField
          label={text.scopeFind}
          isLabelHidden
          className="scope-field__found"
          layout="wide"
          options={found.map(({ id: code, name, detail }) => ({ value: code, name, code: `${code} ${detail}` }))}
          chosen={scope}
          onChoose={choose}
        />
      )}
    </div>
  );
}

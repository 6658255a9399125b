import { useEffect, useId, useState } from 'react';
import type { Findable } from '#shared/search/findable.ts';
import { Button } from '../../ui/Button.tsx';
import { useAreaName, useDirectory, useText } from '../desk.tsx';

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
  const { directory, state } = useDirectory();
  const named = useAreaName(scope);
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<readonly Findable[] | null>(null);
  useEffect(() => {
    let isAsked = query.trim() !== '' && state === 'ready';
    if (!isAsked) return setFound(null);
    void directory.find({ query }).then((groups) => {
      if (isAsked) setFound(groups.find(({ kind }) => kind === 'grid')?.hits ?? []);
    });
    return () => {
      isAsked = false;
    };
  }, [query, state, directory]);
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
      {found?.length === 0 && <span className="account-form__hint">{text.scopeNone}</span>}
      {found && found.length > 0 && (
        <ul className="scope-field__found">
          {found.map(({ id: code, name, detail }) => (
            <li key={code}>
              <button type="button" className="choice" onClick={() => choose(code)}>
                <span className="ellipsis">{name}</span>
                <span className="account-form__hint ellipsis">
                  {code} {detail}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

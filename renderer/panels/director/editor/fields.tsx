import { useId, useState } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { CheckField } from '../../../ui/form/CheckField.tsx';
import { ChoiceField } from '../../../ui/form/ChoiceField.tsx';
import { Field } from '../../../ui/form/Field.tsx';
import { SelectField } from '../../../ui/form/SelectField.tsx';
import { TextAreaField } from '../../../ui/form/TextAreaField.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { useLanguage, useText } from '../../desk.tsx';
import { useBench, useField } from './bench.tsx';
import { type Json, listOf, numberFrom, type Path, titleIn } from './scenarioDraft.ts';

interface At {
  readonly path: Path;
  readonly label: string;
  readonly hint?: string | null;
}

const testIdOf = (path: Path) => `field-${path.join('.')}`;

export function TextAt({ path, label, hint, longest = 200 }: At & { readonly longest?: number }) {
  const { text, error, set } = useField(path);
  return (
    <TextField
      {...{ label, hint, error, maxLength: longest }}
      value={text}
      onChange={(typed) => set(typed === '' ? undefined : typed)}
      data-testid={testIdOf(path)}
    />
  );
}

export function NumberAt({ path, label, hint }: At) {
  const { text, error, set } = useField(path);
  return (
    <TextField
      {...{ label, hint, error, maxLength: 20 }}
      inputMode="numeric"
      value={text}
      onChange={(typed) => set(numberFrom(typed))}
      data-testid={testIdOf(path)}
    />
  );
}

/** Both languages side by side. Optional words are there as a whole or not at all. */
export function WordsAt({
  path,
  label,
  longest,
  isOptional = false,
  lines = 1,
}: At & { readonly longest: number; readonly isOptional?: boolean; readonly lines?: number }) {
  const { directorEditor: text } = useText();
  const { set, value } = useField(path);
  return (
    <fieldset className="words-at">
      <legend className="field__label">
        {label} {isOptional && <span className="field__hint">{text.optional}</span>}
      </legend>
      {(['zh', 'en'] as const).map((language) => (
        <WordAt
          key={language}
          path={[...path, language]}
          label={text[language]}
          {...{ longest, lines }}
          onChange={(typed) => {
            const other = textOf(value, language === 'zh' ? 'en' : 'zh');
            if (isOptional && typed === '' && other === '') set(undefined);
            else set(language === 'zh' ? { zh: typed, en: other } : { zh: other, en: typed });
          }}
        />
      ))}
    </fieldset>
  );
}

function WordAt({
  path,
  label,
  longest,
  lines,
  onChange,
}: At & { readonly longest: number; readonly lines: number; readonly onChange: (typed: string) => void }) {
  const { text, error } = useField(path);
  const control = { label, error, maxLength: longest, value: text, onChange, 'data-testid': testIdOf(path) };
  return lines > 1 ? <TextAreaField {...control} rows={lines} /> : <TextField {...control} />;
}

function textOf(value: Json | undefined, language: 'zh' | 'en'): string {
  const words = (value ?? {}) as Readonly<Record<string, Json>>;
  return typeof words[language] === 'string' ? words[language] : '';
}

export interface Option {
  readonly value: string;
  readonly name: string;
}

/** One of a list; `none` where it may be left out. */
export function SelectAt({
  path,
  label,
  options,
  none,
  isNumber = false,
}: At & { readonly options: readonly Option[]; readonly none?: string; readonly isNumber?: boolean }) {
  const { text, error, set } = useField(path);
  const isStrange = text !== '' && !options.some(({ value }) => value === text);
  const all = [
    ...(none !== undefined || text === '' ? [{ value: '', name: none ?? '' }] : []),
    ...(isStrange ? [{ value: text, name: text }] : []),
    ...options,
  ];
  return (
    <SelectField
      {...{ label, error }}
      options={all}
      value={text}
      onChange={(chosen) => set(chosen === '' ? undefined : isNumber ? Number(chosen) : chosen)}
      data-testid={testIdOf(path)}
    />
  );
}

export function ChoicesAt({ path, label, options }: At & { readonly options: readonly Option[] }) {
  const { value, error, set } = useField(path, true);
  const chosen = Array.isArray(value) ? value.map(String) : [];
  return (
    <ChoiceField
      {...{ label, error, options, chosen }}
      layout="row"
      onChoose={(one) => set(chosen.includes(one) ? chosen.filter((each) => each !== one) : [...chosen, one])}
    />
  );
}

export function CheckAt({ path, label, usual }: At & { readonly usual: boolean }) {
  const { value, set } = useField(path);
  return <CheckField label={label} isOn={typeof value === 'boolean' ? value : usual} onChange={set} />;
}

/** Words apart by spaces or commas. */
export function TextsAt({ path, label, hint }: At) {
  const { value, error, set } = useField(path, true);
  const list = Array.isArray(value) ? value.map(String) : [];
  const [typed, setTyped] = useState(list.join(' '));
  return (
    <TextField
      {...{ label, hint, error, maxLength: 400 }}
      value={typed}
      onChange={(words) => {
        setTyped(words);
        const all = words.split(/[\s,，、]+/).filter((each) => each !== '');
        set(all.length === 0 ? undefined : all);
      }}
      data-testid={testIdOf(path)}
    />
  );
}

/** An inject of this scenario. */
export function InjectAt({ path, label }: At) {
  const { draft } = useBench();
  const language = useLanguage() === 'en' ? 'en' : 'zh';
  const options = listOf(draft, 'injects').flatMap((inject) => {
    const id = (inject as { readonly id?: Json }).id;
    return typeof id === 'string' ? [{ value: id, name: titleIn(inject, language) }] : [];
  });
  return <SelectAt {...{ path, label, options }} />;
}

/** One thing of the station by its number, found by name: what it is called stands under the field. */
export function PickAt({
  path,
  label,
  choices,
  placeholder,
}: At & { readonly choices: readonly Option[]; readonly placeholder: string }) {
  const { text, error, set } = useField(path);
  const listId = useId();
  return (
    <>
      <TextField
        {...{ label, error, placeholder, maxLength: 80 }}
        hint={choices.find(({ value }) => value === text)?.name ?? null}
        value={text}
        onChange={(typed) => set(typed)}
        list={listId}
        data-testid={testIdOf(path)}
      />
      <Choices id={listId} choices={choices} />
    </>
  );
}

/** Several of them. */
export function PickManyAt({
  path,
  label,
  choices,
  placeholder,
  isOptional,
}: At & { readonly choices: readonly Option[]; readonly placeholder: string; readonly isOptional: boolean }) {
  const { directorEditor: text } = useText();
  const { value, error, set } = useField(path, true);
  const [typed, setTyped] = useState('');
  const listId = useId();
  const list = Array.isArray(value) ? value.map(String) : [];
  const nameOf = (id: string) => choices.find((each) => each.value === id)?.name ?? id;
  const take = (next: readonly string[]) => set(next.length === 0 && isOptional ? undefined : next);
  const add = () => {
    const one = typed.trim();
    if (one === '' || list.includes(one)) return;
    take([...list, one]);
    setTyped('');
  };
  return (
    <Field {...{ label, error }} hint={isOptional ? text.optional : null}>
      {(control) => (
        <>
          <div className="pick-many">
            {list.map((id) => (
              <button
                key={id}
                type="button"
                className="chip"
                aria-label={text.takeOff(nameOf(id))}
                onClick={() => take(list.filter((each) => each !== id))}
              >
                {nameOf(id)} ×
              </button>
            ))}
            {list.length === 0 && <span className="field__hint">{text.noneYet}</span>}
          </div>
          <div className="pick-many">
            <input
              {...control}
              className="input"
              value={typed}
              maxLength={80}
              placeholder={placeholder}
              list={listId}
              onChange={({ target }) => setTyped(target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                add();
              }}
            />
            <Button onClick={add}>{text.addOne}</Button>
          </div>
          <Choices id={listId} choices={choices} />
        </>
      )}
    </Field>
  );
}

function Choices({ id, choices }: { readonly id: string; readonly choices: readonly Option[] }) {
  return (
    <datalist id={id}>
      {choices.map(({ value, name }) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </datalist>
  );
}

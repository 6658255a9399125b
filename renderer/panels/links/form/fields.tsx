import { type ReactNode, useId } from 'react';
import { pick } from '#shared/text/language.ts';
import type { LinkField } from '#shared/text/linkFields.ts';
import { useLanguage, useText } from '../../desk.tsx';
import { numberFrom, valueAt } from './draft.ts';
import { useForm } from './FormContext.ts';

interface FieldProps {
  /** Where it stands in the record: `transport.port`. */
  readonly path: string;
  readonly name: LinkField;
  readonly isDisabled?: boolean;
}

/** Arrays have no default of their own at each place: the first one's holds for all. */
const defaultPath = (path: string) => path.replace(/\.\d+(?=\.|$)/g, '.0');

/** The label, what it does, its default, and what is wrong with it. */
function Field({
  path,
  name,
  shown,
  children,
}: FieldProps & {
  /** How the default reads. */
  readonly shown?: (value: unknown) => string;
  readonly children: (ids: {
    readonly id: string;
    readonly describedBy: string;
    readonly isWrong: boolean;
  }) => ReactNode;
}) {
  const id = useId();
  const language = useLanguage();
  const text = useText().linkForm;
  const { defaults, problems } = useForm();
  const usual = valueAt(defaults, defaultPath(path));
  const isGiven = usual !== undefined && typeof usual !== 'object';
  const wrong = problems.filter((problem) => problem.path === path);
  const { label, help } = text.field[name];
  return (
    <div className={wrong.length > 0 ? 'form-field form-field--wrong' : 'form-field'} data-path={path}>
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      {children({ id, describedBy: `${id}-help`, isWrong: wrong.length > 0 })}
      <p className="form-field__help" id={`${id}-help`}>
        {wrong.map((problem) => (
          <strong className="form-field__problem" key={problem.en} role="alert">
            {withoutName(pick(problem, language))}
          </strong>
        ))}
        {help}
        {isGiven && HAS_DEFAULT.has(name) && (
          <span className="form-field__default">{text.defaultIs((shown ?? String)(usual))}</span>
        )}
      </p>
    </div>
  );
}

/** The core's sentence begins with the name of the field, which stands right above it here. */
function withoutName(sentence: string): string {
  const rest = sentence.replace(/^[A-Za-z]+(?:：|: )/, '');
  return rest.slice(0, 1).toUpperCase() + rest.slice(1);
}

/** Those whose value the schema gives itself; the others are given to it to find that out. */
const HAS_DEFAULT: ReadonlySet<LinkField> = new Set<LinkField>([
  'idleSeconds',
  'maxConnections',
  'silenceSeconds',
  'baudRate',
  'dataBits',
  'parity',
  'stopBits',
  'rtscts',
  'datum',
  'requireAuthentication',
  'lenientLength',
  'reassemblySeconds',
  'lineDigits',
  'heartbeatSeconds',
  'framing',
  'pollMs',
  'answerMs',
  'area',
  'code',
  'maxSeconds',
  'unitMs',
  'requireChecksum',
]);

export function TextField({ list, ...props }: FieldProps & { readonly list?: readonly string[] }) {
  const { draft, change } = useForm();
  const listId = useId();
  const value = valueAt(draft, props.path);
  return (
    <Field {...props}>
      {({ id, describedBy, isWrong }) => (
        <>
          <input
            id={id}
            className="input"
            value={value === undefined ? '' : String(value)}
            disabled={props.isDisabled}
            aria-describedby={describedBy}
            aria-invalid={isWrong}
            autoComplete="off"
            spellCheck={false}
            list={list ? listId : undefined}
            onChange={({ target }) => change(props.path, target.value === '' ? undefined : target.value)}
            data-testid={`field-${props.path}`}
          />
          {list && (
            <datalist id={listId}>
              {list.map((known) => (
                <option key={known} value={known} />
              ))}
            </datalist>
          )}
        </>
      )}
    </Field>
  );
}

export function NumberField(props: FieldProps) {
  const { draft, defaults, change } = useForm();
  const value = valueAt(draft, props.path);
  const usual = HAS_DEFAULT.has(props.name) ? valueAt(defaults, defaultPath(props.path)) : undefined;
  return (
    <Field {...props}>
      {({ id, describedBy, isWrong }) => (
        <input
          id={id}
          className="input input--number"
          inputMode="numeric"
          value={value === undefined ? '' : String(value)}
          placeholder={usual === undefined ? undefined : String(usual)}
          disabled={props.isDisabled}
          aria-describedby={describedBy}
          aria-invalid={isWrong}
          autoComplete="off"
          onChange={({ target }) => change(props.path, numberFrom(target.value))}
          data-testid={`field-${props.path}`}
        />
      )}
    </Field>
  );
}

/** One of a few values, which need not be text. */
export function ChoiceField<Value extends string | number | boolean>({
  options,
  onChoose,
  ...props
}: FieldProps & {
  readonly options: readonly { readonly value: Value; readonly name: string }[];
  /** Instead of writing the value, where it changes what other fields there are. */
  readonly onChoose?: (value: Value) => void;
}) {
  const { draft, defaults, change } = useForm();
  const value = valueAt(draft, props.path) ?? valueAt(defaults, defaultPath(props.path));
  const choose = (chosen: string) => {
    const option = options.find((candidate) => String(candidate.value) === chosen);
    if (option) (onChoose ?? ((next: Value) => change(props.path, next)))(option.value);
  };
  const nameOf = (usual: unknown) => options.find((option) => option.value === usual)?.name ?? String(usual);
  return (
    <Field {...props} shown={nameOf}>
      {({ id, describedBy, isWrong }) => (
        <select
          id={id}
          className="input"
          value={String(value ?? '')}
          disabled={props.isDisabled}
          aria-describedby={describedBy}
          aria-invalid={isWrong}
          onChange={({ target }) => choose(target.value)}
          data-testid={`field-${props.path}`}
        >
          {options.map((option) => (
            <option key={String(option.value)} value={String(option.value)}>
              {option.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function SwitchField(props: FieldProps) {
  const text = useText().linkForm;
  const options = [
    { value: true, name: text.yes },
    { value: false, name: text.no },
  ];
  return <ChoiceField {...props} options={options} />;
}

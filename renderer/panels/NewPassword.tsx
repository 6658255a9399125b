import { type PasswordFault, passwordFault } from '#shared/domain/accountCommands.ts';
import { TextField } from '../ui/form/TextField.tsx';
import { useText } from './desk.tsx';

interface NewPasswordProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What it may not be made of: the names of whom it is for. */
  readonly names: readonly string[];
  readonly hint?: string;
  readonly testId?: string;
}

/** What keeps a password from being taken; null also while there is none. */
const faultOf = (password: string, names: readonly string[]): PasswordFault | null =>
  password === '' ? null : passwordFault(password, names);

export const isGoodPassword = (password: string, names: readonly string[]): boolean =>
  password !== '' && faultOf(password, names) === null;

/** A password that is being made up: the rule stands under it until it is broken, and then what is wrong. */
export function NewPasswordField({ label, value, onChange, names, hint, testId }: NewPasswordProps) {
  const text = useText().accounts;
  const fault = faultOf(value, names);
  return (
    <TextField
      label={label}
      value={value}
      onChange={onChange}
      type="password"
      autoComplete="new-password"
      maxLength={256}
      error={fault && text.fault[fault]}
      hint={hint ?? text.passwordRule}
      data-testid={testId}
    />
  );
}

/** The same twice, for whoever makes up his own: nobody else could tell him what he mistyped. */
export function NewPasswordPair({
  again,
  onAgain,
  ...first
}: NewPasswordProps & { readonly again: string; readonly onAgain: (value: string) => void }) {
  const text = useText().accounts;
  return (
    <>
      <NewPasswordField {...first} />
      <TextField
        label={text.repeat}
        value={again}
        onChange={onAgain}
        type="password"
        autoComplete="new-password"
        maxLength={256}
        error={again !== '' && again !== first.value ? text.repeatDiffers : null}
      />
    </>
  );
}

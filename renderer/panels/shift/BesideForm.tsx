import { useState } from 'react';
import { sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useText } from '../desk.tsx';

type BesideKind = 'shift.begin' | 'shift.end' | 'handOver.sign';

/** Name and password of the officer who stands beside the one who is signed in; the seat stays the latter's. */
export function BesideForm({
  kind,
  body = {},
  sendLabel,
  onDone,
}: {
  readonly kind: BesideKind;
  readonly body?: object;
  readonly sendLabel: string;
  readonly onDone: () => void;
}) {
  const context = useCommands();
  const { shift: text, accounts } = useText();
  const [loginName, setLogin] = useState('');
  const [password, setPassword] = useState('');
  /** Null: nobody has asked for one. */
  const [code, setCode] = useState<string | null>(null);
  const isReady = loginName !== '' && password !== '' && code !== '';
  const send = async () => {
    if (!isReady) return;
    const outcome = await sendCommand(context, kind, { ...body, loginName, password, ...(code !== null && { code }) });
    const isAsked = outcome.state === 'refused' && /^secondFactor/.test(outcome.code);
    setCode(isAsked ? '' : null);
    if (!isAsked) setPassword('');
    if (outcome.state === 'done') onDone();
  };
  return (
    <form
      className="shift-note"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <input
        className="input"
        aria-label={text.loginName}
        placeholder={text.loginName}
        autoComplete="off"
        value={loginName}
        onChange={(event) => setLogin(event.target.value)}
        data-testid="beside-name"
      />
      <input
        className="input"
        type="password"
        aria-label={text.password}
        placeholder={text.password}
        autoComplete="off"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
        data-testid="beside-password"
      />
      {code !== null && (
        <input
          className="input"
          aria-label={accounts.code}
          placeholder={accounts.code}
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => setCode(event.target.value)}
          data-testid="beside-code"
        />
      )}
      <Button disabled={!isReady} onClick={() => void send()} data-testid="beside-sign">
        {sendLabel}
      </Button>
      {/* Without one, Enter sends nothing where there are two fields. */}
      <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
    </form>
  );
}

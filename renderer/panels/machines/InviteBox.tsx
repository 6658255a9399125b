import { useState } from 'react';
import { MACHINE_ROLES, type MachineRole } from '#shared/domain/machine.ts';
import { showJoinCode } from '#shared/kit/joinCode.ts';
import { formatClockSpan } from '#shared/text/time.ts';
import { sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { useCommands, useNow, useText, useView } from '../desk.tsx';

interface Made {
  readonly name: string;
  /** Null: the answer came without it, because it had been given before. */
  readonly code: string | null;
  readonly untilAt: number;
}

/** Makes one code for one machine, and shows it this once. */
export function InviteBox() {
  const context = useCommands();
  const say = useText().machines;
  const [name, setName] = useState('');
  const [role, setRole] = useState<MachineRole>('duty');
  const [made, setMade] = useState<Made | null>(null);
  const isWaiting = useView(({ pending }) => pending.includes('machine.invite'));
  const invite = async () => {
    const outcome = await sendCommand(context, 'machine.invite', { name: name.trim(), role });
    if (outcome.state !== 'done') return;
    const { joinCode } = outcome;
    setMade({ name: name.trim(), code: joinCode?.code ?? null, untilAt: joinCode?.untilAt ?? 0 });
    setName('');
  };
  return (
    <section className="machines__box" aria-label={say.invite}>
      <header className="machines__head">
        <h3>{say.invite}</h3>
      </header>
      <TextField label={say.name} value={name} onChange={setName} maxLength={60} data-testid="invite-name" />
      <fieldset className="machines__roles">
        <legend className="field__label">{say.role}</legend>
        {MACHINE_ROLES.map((one) => (
          <label key={one}>
            <input type="radio" name="machine-role" checked={role === one} onChange={() => setRole(one)} />
            <span>{say.roleName[one]}</span>
            <span className="machines__hint">{say.roleHint[one]}</span>
          </label>
        ))}
      </fieldset>
      <div className="machines__actions">
        <Button
          look="primary"
          isWaiting={isWaiting}
          disabled={name.trim() === ''}
          onClick={() => void invite()}
          data-testid="invite-make"
        >
          {say.makeCode}
        </Button>
        <span className="machines__hint">{say.inviteHint}</span>
      </div>
      {made && <Code made={made} />}
    </section>
  );
}

function Code({ made }: { readonly made: Made }) {
  const say = useText().machines;
  const now = useNow();
  const leftMs = made.untilAt - now;
  if (made.code === null) return <p className="machines__bad">{say.codeLost}</p>;
  return (
    <div className="machines__code" role="status">
      <p className="machines__label">
        {say.code} {say.codeFor(made.name)} · {leftMs > 0 ? say.codeHolds(formatClockSpan(leftMs)) : say.codeOver}
      </p>
      <p className="machines__code-text" data-testid="invite-code" data-over={leftMs <= 0}>
        {showJoinCode(made.code)}
      </p>
      <p className="machines__hint">{say.howTo}</p>
    </div>
  );
}

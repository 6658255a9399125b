import { useState } from 'react';
import { pick } from '#shared/text/language.ts';
import { formatDayTime } from '#shared/text/time.ts';
import type { JoinedHost } from '#shared/wire/join.ts';
import { Button } from '../../ui/Button.tsx';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { useCommands, useLanguage, useText } from '../desk.tsx';
import { JoinForm } from './JoinForm.tsx';
import './join.css';

/** This machine and the host it is a seat of, or could become one of. */
export function JoinSheet() {
  const { view, machine } = useCommands();
  const text = useText();
  const language = useLanguage();
  const { join } = machine.start;
  const [joinsAgain, setJoinsAgain] = useState(false);
  const { joined = null, wanted = null, mayJoin = false } = join ?? {};
  return (
    <Sheet
      title={text.join.title}
      closeLabel={text.commands.title['view.dismiss']}
      onClose={() => view.change({ sheet: null })}
      testId="join-sheet"
    >
      <div className="join">
        {joined && !joinsAgain ? (
          <Joined host={joined} onAgain={() => setJoinsAgain(true)} />
        ) : mayJoin && machine.host ? (
          <>
            <p className="join__why">{text.join.why}</p>
            {wanted?.problem && (
              <p className="join__problem" role="alert" data-testid="join-problem">
                <WarningIcon />
                {pick(wanted.problem, language)}
              </p>
            )}
            <JoinForm
              host={machine.host}
              first={{ address: joined?.address ?? wanted?.address ?? '', code: wanted?.code ?? '' }}
            />
          </>
        ) : (
          <p className="join__why">{text.join.isHost}</p>
        )}
      </div>
    </Sheet>
  );
}

function Joined({ host, onAgain }: { readonly host: JoinedHost; readonly onAgain: () => void }) {
  const { machine } = useCommands();
  const text = useText();
  const [leaves, setLeaves] = useState(false);
  const say = text.join;
  return (
    <section aria-label={say.joinedTo(host.stationName)} data-testid="join-joined">
      <h3 className="join__station">{say.joinedTo(host.stationName)}</h3>
      <dl className="facts">
        <dt>{say.factAddress}</dt>
        <dd>{host.address}</dd>
        <dt>{say.factMachine}</dt>
        <dd>
          {host.machineName} · {text.machines.roleName[host.role]}
        </dd>
        <dt>{say.factSince}</dt>
        <dd>{formatDayTime(host.joinedAt)}</dd>
      </dl>
      <Fingerprint sha256={host.fingerprint} whole={say.whole} />
      {host.isTokenInFile && <p className="join__hint">{say.tokenInFile}</p>}
      <div className="join__actions">
        <Button onClick={onAgain} data-testid="join-again">
          {say.again}
        </Button>
        {leaves ? (
          <>
            <Button look="danger" onClick={() => void machine.host?.leaveHost()} data-testid="join-leave-now">
              {say.leaveNow}
            </Button>
            <Button onClick={() => setLeaves(false)}>{say.stay}</Button>
            <span className="join__hint">{say.leaveHint}</span>
          </>
        ) : (
          <Button onClick={() => setLeaves(true)} data-testid="join-leave">
            {say.leave}
          </Button>
        )}
      </div>
    </section>
  );
}

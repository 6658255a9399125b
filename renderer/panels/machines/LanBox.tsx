import { useState } from 'react';
import { DEFAULT_LAN_PORT } from '#shared/domain/lan.ts';
import type { LanReport } from '#shared/wire/machines.ts';
import { sendCommand } from '../../commands/context.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { CheckField } from '../../ui/form/CheckField.tsx';
import { useCommands, useLive, useText, useView } from '../desk.tsx';

/** The door of this station: open or shut, at which addresses, and by what others know that it is this one. */
export function LanBox({ report, isAdmin }: { readonly report: LanReport | null; readonly isAdmin: boolean }) {
  const say = useText().machines;
  return (
    <section className="machines__box" aria-label={say.lan}>
      <header className="machines__head">
        <h3>{say.lan}</h3>
        {report && (
          <Badge tone={report.isListening ? 'good' : report.fault ? 'bad' : 'info'}>
            <span data-testid="lan-state">{report.isListening ? say.lanOpen : say.lanClosed}</span>
          </Badge>
        )}
      </header>
      {report?.fault && (
        <p className="machines__bad" role="alert">
          {say.lanFault(report.fault)}
        </p>
      )}
      {report?.isListening ? <OpenLan report={report} /> : <p className="machines__hint">{say.lanHint}</p>}
      {isAdmin && report && <LanActions isListening={report.isListening} />}
      {isAdmin && report?.fingerprint && <RenewCertificate />}
    </section>
  );
}

function OpenLan({ report }: { readonly report: LanReport }) {
  const say = useText().machines;
  return (
    <>
      <p className="machines__label">{say.reachedAt}</p>
      <ul className="machines__addresses" data-testid="lan-addresses">
        {report.addresses.map((address) => (
          <li key={address}>{address}</li>
        ))}
      </ul>
      {report.fingerprint && (
        <>
          <p className="machines__label">{say.fingerprint}</p>
          <Fingerprint sha256={report.fingerprint} whole={say.fingerprintWhole} />
          <p className="machines__hint">{say.fingerprintHint}</p>
        </>
      )}
    </>
  );
}

function LanActions({ isListening }: { readonly isListening: boolean }) {
  const context = useCommands();
  const say = useText().machines;
  const [port, setPort] = useState(DEFAULT_LAN_PORT);
  const isWaiting = useView(({ pending }) => pending.some((name) => name.startsWith('lan.')));
  if (!isListening) {
    return (
      <div className="machines__actions">
        <label className="machines__port">
          {say.port}
          <input
            className="input"
            type="number"
            min={1}
            max={65_535}
            value={port}
            onChange={({ target }) => setPort(target.valueAsNumber || 0)}
          />
        </label>
        <Button
          look="primary"
          isWaiting={isWaiting}
          disabled={port < 1 || port > 65_535}
          onClick={() => void sendCommand(context, 'lan.open', { port })}
          data-testid="lan-open"
        >
          {say.open}
        </Button>
      </div>
    );
  }
  return (
    <div className="machines__actions">
      <Button
        isWaiting={isWaiting}
        onClick={() => void sendCommand(context, 'lan.close', {})}
        title={say.closeHint}
        data-testid="lan-close"
      >
        {say.close}
      </Button>
      <span className="machines__hint">{say.closeHint}</span>
    </div>
  );
}

/** Rarely, and never by a slip: what it costs stands beside it, and it is asked for twice. */
function RenewCertificate() {
  const context = useCommands();
  const say = useText().machines;
  const joined = useLive(
    ({ live }) => [...live.world.machines.values()].filter(({ state }) => state === 'joined').length,
  );
  const [isAsked, setAsked] = useState(false);
  const [isSure, setSure] = useState(false);
  const isWaiting = useView(({ pending }) => pending.includes('lan.renewCertificate'));
  const close = () => {
    setAsked(false);
    setSure(false);
  };
  const renew = async () => {
    const outcome = await sendCommand(context, 'lan.renewCertificate', {});
    if (outcome.state === 'done') close();
  };
  if (!isAsked) {
    return (
      <div className="machines__actions">
        <Button onClick={() => setAsked(true)} data-testid="lan-renew">
          {say.renew}
        </Button>
        <span className="machines__hint">{say.renewWhen}</span>
      </div>
    );
  }
  return (
    <div className="machines__renew" data-testid="lan-renew-box">
      <p className="is-warn">{say.renewMeans(joined)}</p>
      <p className="machines__hint">{say.renewHow}</p>
      <CheckField label={say.renewSure} isOn={isSure} onChange={setSure} testId="lan-renew-sure" />
      <div className="machines__actions">
        <Button
          look="danger"
          disabled={!isSure}
          isWaiting={isWaiting}
          onClick={() => void renew()}
          data-testid="lan-renew-now"
        >
          {say.renewNow}
        </Button>
        <Button onClick={close}>{say.renewKeep}</Button>
      </div>
    </div>
  );
}

import { useState } from 'react';
import { DEFAULT_LAN_PORT } from '#shared/domain/lan.ts';
import type { LanReport } from '#shared/wire/machines.ts';
import { sendCommand } from '../../commands/context.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { useCommands, useText, useView } from '../desk.tsx';

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

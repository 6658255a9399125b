import { useState } from 'react';
import { pick } from '#shared/text/language.ts';
import { linkReason } from '#shared/text/linkReasons.ts';
import { formatAgo } from '#shared/text/time.ts';
import type { UnknownCaller } from '#shared/wire/link.ts';
import { maySend } from '../../commands/context.ts';
import { openDeviceForm } from '../../commands/deviceForm.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useLanguage, useNow, useText } from '../desk.tsx';
import { CopyButton } from './CopyButton.tsx';
import { HexDump } from './HexDump.tsx';
import { formatRemote, formatWhen } from './words.ts';
import './frames.css';

/** Who calls without being enrolled, or cannot be believed; heard last first. */
export function CallersPane({
  callers,
  onOpenLink,
}: {
  readonly callers: readonly UnknownCaller[] | null;
  readonly onOpenLink: (linkId: string) => void;
}) {
  const text = useText().links;
  return (
    <article className="link" data-testid="callers">
      <header className="link__head">
        <div className="link__name">
          <h3>{text.callersTitle}</h3>
          <p className="links__hint">{text.callersHint}</p>
        </div>
      </header>
      {callers === null || callers.length === 0 ? (
        <p className="empty">{callers === null ? text.loading : text.noCallers}</p>
      ) : (
        <ul className="callers">
          {callers.map((caller) => (
            <Caller key={keyOf(caller)} caller={caller} onOpenLink={() => onOpenLink(caller.linkId)} />
          ))}
        </ul>
      )}
    </article>
  );
}

const keyOf = ({ linkId, account, remote, reason }: UnknownCaller) =>
  [linkId, account, account === '' ? formatRemote(remote) : '', reason].join(' ');

function Caller({ caller, onOpenLink }: { readonly caller: UnknownCaller; readonly onOpenLink: () => void }) {
  const context = useCommands();
  const text = useText().links;
  const language = useLanguage();
  const now = useNow();
  const [showsRaw, setShowsRaw] = useState(false);
  const { account, linkId, position, events } = caller;
  const says = [...new Set(events.map((event) => pick(event, language)))].join(language === 'en' ? ', ' : '、');
  const enrol = () => {
    const facts = { link: linkId, ...(account !== '' && { account }), ...position };
    openDeviceForm(context.view, { deviceId: null, facts });
  };
  return (
    <li className="caller" data-testid={`caller-${account || linkId}`}>
      <div className="caller__head">
        <strong className="caller__account">{account || text.noAccount}</strong>
        <Badge tone="warn">{linkReason(caller.reason, language)}</Badge>
        <span className="caller__count">{text.callerTimes(caller.count)}</span>
        <span className="caller__age">{formatAgo(now - caller.lastAt, language)}</span>
      </div>
      <p className="caller__says">
        <span className="caller__label">{text.callerSays}</span>
        {says || text.callerSaysNothing}
      </p>
      <p className="caller__from">
        <span>{linkId}</span>
        <span className="caller__remote">{formatRemote(caller.remote)}</span>
        <span>{text.callerFirst(formatWhen(caller.firstAt, now))}</span>
        {position && (
          <span>
            {text.callerPosition} {position.lon.toFixed(6)}, {position.lat.toFixed(6)}
          </span>
        )}
      </p>
      <div className="caller__tools">
        {maySend(context, 'device.save') && (
          <Button look="primary" onClick={enrol} data-testid={`enrol-${account || linkId}`}>
            {text.enrol}
          </Button>
        )}
        <Button onClick={() => setShowsRaw(!showsRaw)} aria-expanded={showsRaw}>
          {showsRaw ? text.hideRaw : text.showRaw}
        </Button>
        <Button look="plain" onClick={onOpenLink}>
          {text.openLink}
        </Button>
        {showsRaw && <CopyButton text={caller.lastRaw}>{text.copyHex}</CopyButton>}
      </div>
      {showsRaw && <HexDump raw={caller.lastRaw} />}
    </li>
  );
}

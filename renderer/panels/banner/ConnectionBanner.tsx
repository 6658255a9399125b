import type { DeskText } from '#shared/text/index.ts';
import { pick } from '#shared/text/language.ts';
import { formatAgo, formatDayTime } from '#shared/text/time.ts';
import type { Connection } from '../../live/connection.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { useCommands, useLanguage, useLive, useNow, useText } from '../desk.tsx';
import './banner.css';

/** Says that this window is not being fed: what happened, since when, what still stands, what is refused. */
export function ConnectionBanner() {
  const connection = useLive((client) => client.connection);
  const text = useText().connection;
  const language = useLanguage();
  if (connection.state === 'live') return null;
  if (connection.state === 'lost') return <Lost connection={connection} text={text} />;
  if (connection.state === 'refused') {
    return (
      <div className="banner banner--bad" role="alert" data-testid="banner-core-refused">
        <WarningIcon />
        <strong>{text.refusedTitle}</strong>
        <span>{connection.refusal ? text.refusal[connection.refusal.code] : ''}</span>
        <span>{text.lostRefused}</span>
      </div>
    );
  }
  const hasFailed = connection.core === 'failed';
  return (
    <div className={hasFailed ? 'banner banner--bad' : 'banner'} role="status" data-testid="banner-connecting">
      {hasFailed && <WarningIcon />}
      <strong>{hasFailed ? text.coreFailed : connection.state === 'waiting' ? text.waiting : text.connecting}</strong>
      {connection.coreReason && <span>{text.coreReason(pick(connection.coreReason, language))}</span>}
    </div>
  );
}

function Lost({ connection, text }: { readonly connection: Connection; readonly text: DeskText['connection'] }) {
  const { client } = useCommands();
  const language = useLanguage();
  const now = useNow();
  // `since` is by this window's clock, `now` by the core's; the offset joins them.
  const sinceOnCore = connection.since + (client.now() - client.localNow());
  const what =
    connection.core === 'restarting'
      ? text.coreRestarting
      : connection.core === 'failed'
        ? text.coreFailed
        : connection.lostBy === 'silence'
          ? text.lostSilence
          : text.lostClosed;
  return (
    <div className="banner banner--bad" role="alert" data-testid="banner-core-lost">
      <WarningIcon />
      <strong>{text.lostTitle}</strong>
      <span>{what}</span>
      <span aria-live="off">{text.lostSince(formatDayTime(sinceOnCore), formatAgo(now - sinceOnCore, language))}</span>
      {connection.coreReason && <span>{text.coreReason(pick(connection.coreReason, language))}</span>}
      <span className="banner__more">
        {text.lostKept}
        {text.lostRefused}
      </span>
    </div>
  );
}

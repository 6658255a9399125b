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
  const { join } = useCommands().machine.start;
  const isSeat = join?.joined != null;
  if (connection.state === 'live') return null;
  if (connection.state === 'lost') return <Lost connection={connection} text={text} isSeat={isSeat} />;
  if (connection.state === 'refused') {
    return (
      <div className="banner banner--bad" role="alert" data-testid="banner-core-refused">
        <WarningIcon />
        <strong>{isSeat ? text.hostRefusedTitle : text.refusedTitle}</strong>
        <span>{connection.refusal ? text.refusal[connection.refusal.code] : ''}</span>
        <span>{text.lostRefused}</span>
      </div>
    );
  }
  const hasFailed = connection.core === 'failed';
  const title = join?.wanted ? text.notJoined : titleOf(connection, text, isSeat);
  return (
    <div className={hasFailed ? 'banner banner--bad' : 'banner'} role="status" data-testid="banner-connecting">
      {hasFailed && <WarningIcon />}
      <strong>{title}</strong>
      {connection.coreReason && <span>{text.coreReason(pick(connection.coreReason, language))}</span>}
    </div>
  );
}

/** What is awaited, or what has failed before there was anything to lose. */
function titleOf({ core, state }: Connection, text: DeskText['connection'], isSeat: boolean): string {
  if (core === 'failed') return isSeat ? text.hostFailed : text.coreFailed;
  if (state === 'waiting') return text.waiting;
  return isSeat ? text.hostConnecting : text.connecting;
}

/** Why there is nothing new; the reason of a host that is away stands beside it in words. */
function lossOf({ core, lostBy }: Connection, text: DeskText['connection'], isSeat: boolean): string {
  if (core === 'failed') return isSeat ? text.hostFailed : text.coreFailed;
  if (core === 'restarting' && !isSeat) return text.coreRestarting;
  return lostBy === 'silence' ? text.lostSilence : text.lostClosed;
}

interface LostProps {
  readonly connection: Connection;
  readonly text: DeskText['connection'];
  /** The core is another machine's: what is said is said of the host. */
  readonly isSeat: boolean;
}

function Lost({ connection, text, isSeat }: LostProps) {
  const { client } = useCommands();
  const language = useLanguage();
  const now = useNow();
  // `since` is by this window's clock, `now` by the core's; the offset joins them.
  const sinceOnCore = connection.since + (client.now() - client.localNow());
  const what = lossOf(connection, text, isSeat);
  return (
    <div className="banner banner--bad" role="alert" data-testid="banner-core-lost">
      <WarningIcon />
      <strong>{isSeat ? text.hostLostTitle : text.lostTitle}</strong>
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

import { formatAgo, formatDayTime } from '#shared/text/time.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { useCommands, useLanguage, useLive, useNow, useText } from '../desk.tsx';

/** Over everything while the wall is not being fed: since when, and how old what stands below it is. */
export function StaleBand() {
  const { client } = useCommands();
  const { connection: text, wallPage } = useText();
  const language = useLanguage();
  const now = useNow();
  const { state, since, refusal } = useLive((source) => source.connection);
  const hasWorld = useLive(({ live }) => live.station !== null);
  if (state === 'live') return null;
  if (!hasWorld) {
    return (
      <p className="wall-band" role="status" data-testid="wall-waits">
        {refusal ? text.refusal[refusal.code] : wallPage.waits}
      </p>
    );
  }
  // `since` is by this window's clock, `now` by the core's; the offset joins them.
  const sinceOnCore = since + (client.now() - client.localNow());
  const ago = formatAgo(now - sinceOnCore, language);
  return (
    <p className="wall-band wall-band--bad" role="alert" data-testid="wall-stale">
      <WarningIcon />
      <strong>{text.lostTitle}</strong>
      <span>{text.lostSince(formatDayTime(sinceOnCore), ago)}</span>
      <span>{wallPage.stale(ago)}</span>
    </p>
  );
}

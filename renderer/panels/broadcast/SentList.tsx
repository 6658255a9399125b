import { actorName } from '#shared/text/system.ts';
import { formatDayTime } from '#shared/text/time.ts';
import { Section } from '../../ui/Section.tsx';
import { useLanguage, useLive, useText } from '../desk.tsx';
import { type SentBroadcast, sentBroadcasts } from './broadcastAudience.ts';

const SHOWN = 8;
const NAMES_SHOWN = 6;

/** What was sent to many, and how far it has come. */
export function SentList() {
  const say = useText().broadcast;
  const sent = useLive(
    ({ live }) => sentBroadcasts(live.world.field.threads.values()).slice(0, SHOWN),
    (one, other) => JSON.stringify(one) === JSON.stringify(other),
  );
  return (
    <Section title={say.sent}>
      {sent.length === 0 && <p className="empty">{say.sentNone}</p>}
      <ul className="broadcast__sent" data-testid="broadcast-sent">
        {sent.map((each) => (
          <SentRow key={each.id} sent={each} />
        ))}
      </ul>
    </Section>
  );
}

function SentRow({ sent }: { readonly sent: SentBroadcast }) {
  const say = useText().broadcast;
  const language = useLanguage();
  const { told, delivered, read, missing } = sent;
  const names = useLive(({ live }) =>
    missing
      .slice(0, NAMES_SHOWN)
      .map((unitId) => live.world.units.get(unitId)?.name ?? unitId)
      .join(language === 'en' ? ', ' : '、'),
  );
  return (
    <li className="broadcast__row">
      <span className="broadcast__words selectable">{sent.text}</span>
      <span className="field__hint">
        {formatDayTime(sent.at)} {actorName(sent.by, language)} · {say.counts(told, delivered, read)}
      </span>
      {missing.length > 0 && (
        <span className="field__hint">
          {say.notYet}
          {names}
          {missing.length > NAMES_SHOWN && ` ${say.more(missing.length)}`}
        </span>
      )}
    </li>
  );
}

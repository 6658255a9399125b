import type { SentContent } from '#shared/domain/wallPlan.ts';
import { isStillSent } from '#shared/domain/wallPlan.ts';
import type { StandingRegion } from '#shared/domain/wallStands.ts';
import { actorName } from '#shared/text/system.ts';
import { formatMinute } from '#shared/text/time.ts';
import { sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { useCommands, useLanguage, useNow, useText } from '../desk.tsx';

/** What desks have sent there, until when, and how it is taken off. */
export function SentList({
  displayId,
  sent,
  regions,
  may,
}: {
  readonly displayId: string;
  readonly sent: readonly SentContent[];
  readonly regions: readonly StandingRegion[];
  readonly may: boolean;
}) {
  const context = useCommands();
  const text = useText().wallDesk;
  const language = useLanguage();
  const now = useNow();
  const standing = sent.filter((one) => isStillSent(one, now));
  const recall = (regionId: string | null) => void sendCommand(context, 'wall.recall', { displayId, regionId });
  const regionName = (regionId: string) => {
    const kind = regions.find(({ id }) => id === regionId)?.content.kind;
    return kind ? text.regionShort[kind] : regionId;
  };
  return (
    <Section title={text.sent}>
      {standing.length === 0 && <p className="wall-desk__faint">{text.sentNone}</p>}
      <ul className="wall-sent-list" data-testid="wall-sent-list">
        {standing.map(({ regionId, content, sentBy, endsAt }) => (
          <li key={regionId} data-region={regionId}>
            <span>
              {text.sentLine(text.regionShort[content.kind], regionName(regionId), actorName(sentBy, language))}
            </span>
            <span className="wall-desk__faint">
              {endsAt === null ? text.sentStays : text.sentEnds(formatMinute(endsAt, now))}
            </span>
            {may && (
              <Button onClick={() => recall(regionId)} data-testid={`wall-recall-${regionId}`}>
                {text.recall}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {may && standing.length > 1 && <Button onClick={() => recall(null)}>{text.recallAll}</Button>}
    </Section>
  );
}

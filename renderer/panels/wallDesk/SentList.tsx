import { isStillSent, presetOf, type SentContent } from '#shared/domain/wallPlan.ts';
import type { StandingRegion } from '#shared/domain/wallStands.ts';
import { actorName } from '#shared/text/system.ts';
import { formatMinute } from '#shared/text/time.ts';
import { sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { useCommands, useLanguage, useNow, useText } from '../desk.tsx';
import { usePresetName, useWallState } from './useWalls.ts';

/** What desks have sent there, until when, whether it stands now, and how it is taken off. */
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
  const state = useWallState();
  const presetName = usePresetName();
  const recall = (regionId: string | null, presetId: string | null = null) =>
    void sendCommand(context, 'wall.recall', { displayId, regionId, presetId });
  const regionName = ({ regionId, presetId }: SentContent) => {
    const own = presetId === null ? undefined : presetOf(state, presetId)?.regions;
    const kind = [...regions, ...(own ?? [])].find(({ id }) => id === regionId)?.content.kind;
    return kind ? text.regionShort[kind] : regionId;
  };
  return (
    <Section title={text.sent}>
      {standing.length === 0 && <p className="wall-desk__faint">{text.sentNone}</p>}
      <ul className="wall-sent-list" data-testid="wall-sent-list">
        {standing.map((one) => {
          const { regionId, presetId, content, sentBy, endsAt } = one;
          const isSeen = regions.some((region) => region.sent === one);
          return (
            <li key={`${presetId} ${regionId}`} data-region={regionId} data-seen={isSeen}>
              <span>{text.sentLine(text.regionShort[content.kind], regionName(one), actorName(sentBy, language))}</span>
              <span className="wall-desk__faint">
                {endsAt === null ? text.sentStays : text.sentEnds(formatMinute(endsAt, now))}
                {!isSeen && ` · ${text.sentUnseen(presetId === null ? null : presetName(presetId))}`}
              </span>
              {may && (
                <Button onClick={() => recall(regionId, presetId)} data-testid={`wall-recall-${regionId}`}>
                  {text.recall}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {may && standing.length > 1 && <Button onClick={() => recall(null)}>{text.recallAll}</Button>}
    </Section>
  );
}

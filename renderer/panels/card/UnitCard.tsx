import { TRAVEL_MODE_CATALOG } from '#shared/catalog/modes.ts';
import { SKILL_NAMES } from '#shared/catalog/skills.ts';
import { UNIT_KIND_NAMES } from '#shared/catalog/unitKinds.ts';
import { ageOf, freshnessOf, isLive } from '#shared/domain/position.ts';
import { isOnShift } from '#shared/domain/unit.ts';
import { pick } from '#shared/text/language.ts';
import { formatAgo, formatDistance } from '#shared/text/time.ts';
import { maySend, openIncident } from '../../commands/context.ts';
import { dispatchUnit } from '../../commands/incidentCommands.ts';
import type { Position } from '../../live/liveState.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useLanguage, useLive, useNow, useText, useView } from '../desk.tsx';
import { Card } from './Card.tsx';
import { standingWord } from './standingWord.ts';
import { UnitCalls } from './UnitCalls.tsx';
import { UnitField } from './UnitField.tsx';
import { UnitPhones } from './UnitPhones.tsx';

/** Below this a standing phone's noise would read as walking. */
const STANDING_MPS = 0.5;

export function UnitCard({ unitId }: { readonly unitId: string }) {
  const context = useCommands();
  const { client, view } = context;
  const text = useText();
  const language = useLanguage();
  const now = useNow();
  const unit = useLive(({ live }) => live.world.units.get(unitId));
  const engagedOn = useLive(({ live }) => {
    const engagement = live.world.units.get(unitId)?.engagement;
    return engagement ? live.world.incidents.get(engagement.incidentId) : undefined;
  });
  const target = useLive(() => openIncident(context));
  const may = useLive(() => maySend(context, 'incident.dispatch'));
  useView((state) => state.incidentId);
  const isWaiting = useView((state) => state.pending.includes(`dispatch:${unitId}`));
  if (!unit) {
    return (
      <Card kind={text.cards.kind.unit} title={unitId}>
        <p>{text.cards.notKnown}</p>
      </Card>
    );
  }
  const position = client.live.positions.get(unitId);
  const freshness = freshnessOf(position, now);
  return (
    <Card kind={pick(UNIT_KIND_NAMES[unit.kind], language)} title={unit.name}>
      <dl className="facts">
        <dt>{text.cards.position}</dt>
        <dd>
          <Badge tone={isLive(freshness) ? 'good' : isOnShift(unit) ? 'warn' : 'neutral'}>
            {text.words.freshness[freshness]}
          </Badge>{' '}
          {position ? formatAgo(ageOf(position, now), language) : text.cards.neverPositioned}
          {position && <span className="card__faint"> {movement(position)}</span>}
        </dd>
        <dt>{text.cards.engagement}</dt>
        <dd data-testid="unit-standing">{standingWord(unit, engagedOn?.number, text)}</dd>
        <dt>{text.cards.mode}</dt>
        <dd>{pick(TRAVEL_MODE_CATALOG[unit.mode], language)}</dd>
        <dt>{text.cards.battery}</dt>
        <dd>
          {typeof position?.batteryPercent === 'number' ? `${position.batteryPercent}%` : text.cards.batteryUnknown}
        </dd>
        {unit.skills.length > 0 && (
          <>
            <dt>{text.cards.skills}</dt>
            <dd>{unit.skills.map((skill) => nameOfSkill(skill)).join(language === 'en' ? ', ' : '、')}</dd>
          </>
        )}
      </dl>
      <div className="card__actions">
        {target && !unit.engagement && (
          <Button
            look="primary"
            disabled={!may}
            isWaiting={isWaiting}
            onClick={() => dispatchUnit(context, unitId)}
            data-testid="card-dispatch"
          >
            {text.cards.dispatchTo(target.number)}
          </Button>
        )}
        {engagedOn && (
          <Button onClick={() => view.select({ kind: 'incident', id: engagedOn.id })}>
            {text.cards.openEngagement}
          </Button>
        )}
      </div>
      <UnitCalls key={`calls ${unitId}`} unitId={unitId} />
      <UnitField key={unitId} unitId={unitId} />
      <UnitPhones key={`phones ${unitId}`} unitId={unitId} />
    </Card>
  );

  /** A site's own skills are shown in its own words. */
  function nameOfSkill(skill: string): string {
    const names = SKILL_NAMES[skill];
    return names ? pick(names, language) : skill;
  }

  function movement({ speedMps, accuracyM }: Position): string {
    const speed =
      speedMps === null
        ? []
        : [speedMps < STANDING_MPS ? text.cards.still : text.cards.moving(Math.round(speedMps * 3.6))];
    const accuracy = accuracyM === null ? [] : [text.cards.accuracy(formatDistance(accuracyM, language))];
    return [...speed, ...accuracy].join(' · ');
  }
}

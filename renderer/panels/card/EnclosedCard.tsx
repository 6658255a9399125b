import { UNIT_KIND_NAMES } from '#shared/catalog/unitKinds.ts';
import { ageOf, type Freshness, freshnessOf } from '#shared/domain/position.ts';
import { isOnShift, type UnitState } from '#shared/domain/unit.ts';
import { pick } from '#shared/text/language.ts';
import { formatAgo } from '#shared/text/time.ts';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useCommands, useLanguage, useLive, useNow, useText, useView } from '../desk.tsx';
import { Card } from './Card.tsx';
import { standingWord } from './standingWord.ts';

/** Who stands in the part of the map that was enclosed: free ones first, then by name; each opens its own card. */
export function EnclosedCard() {
  const { client, view } = useCommands();
  const text = useText();
  const language = useLanguage();
  const now = useNow();
  const keys = useListKeys('button');
  const ids = useView((state) => state.enclosed);
  const units = useLive(({ live }) => ids.flatMap((id) => live.world.units.get(id) ?? []), isSame);
  const worst = worstOf(units.filter(isOnShift).map(({ id }) => freshnessOf(client.live.positions.get(id), now)));
  const freeCount = units.filter((unit) => unit.engagement === null && isOnShift(unit)).length;
  return (
    <Card
      kind={text.cards.kind.unit}
      title={text.cards.enclosed(units.length, freeCount)}
      onClose={() => view.change({ enclosed: [] })}
    >
      {worst && (
        <p className="card__faint" data-testid="enclosed-worst">
          {text.cards.enclosedWorst(text.words.freshness[worst.state], worst.count)}
        </p>
      )}
      <ul className="card__list card__list--rows" ref={keys} data-testid="enclosed">
        {units.toSorted(byReadiness).map((unit) => (
          <li key={unit.id}>
            <button type="button" onClick={() => view.select({ kind: 'unit', id: unit.id })}>
              <span>
                {unit.name} <span className="card__faint">{pick(UNIT_KIND_NAMES[unit.kind], language)}</span>
              </span>
              <span className="card__faint">{stateOf(unit)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );

  function stateOf(unit: UnitState): string {
    const position = client.live.positions.get(unit.id);
    const seen = position
      ? `${text.words.freshness[freshnessOf(position, now)]} ${formatAgo(ageOf(position, now), language)}`
      : text.words.freshness[freshnessOf(undefined, now)];
    const engaged = unit.engagement && client.live.world.incidents.get(unit.engagement.incidentId);
    return `${standingWord(unit, engaged?.number, text)} · ${seen}`;
  }
}

/** What an officer must know first about a crowd is what is wrong in it. */
const WORST_FIRST: readonly Freshness[] = ['lost', 'stale', 'post', 'ageing', 'live'];

function worstOf(states: readonly Freshness[]): { readonly state: Freshness; readonly count: number } | null {
  const state = WORST_FIRST.find((one) => states.includes(one));
  return state ? { state, count: states.filter((one) => one === state).length } : null;
}

/** Free, busy, off shift. */
const readiness = (unit: UnitState) => (unit.engagement ? 1 : isOnShift(unit) ? 0 : 2);

const byReadiness = (left: UnitState, right: UnitState) =>
  readiness(left) - readiness(right) || left.name.localeCompare(right.name, 'zh');

const isSame = (left: readonly UnitState[], right: readonly UnitState[]) =>
  left.length === right.length && left.every((unit, index) => unit === right[index]);

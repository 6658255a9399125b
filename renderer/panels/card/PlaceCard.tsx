import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useText } from '../desk.tsx';
import { kindName, shortNumber } from '../incidentWords.ts';
import { Card } from './Card.tsx';

/** A grid, place or building of the scene: its code, and what is going on there as far as this station knows. */
export function PlaceCard({ kind, id }: { readonly kind: 'grid' | 'place' | 'building'; readonly id: string }) {
  const { view } = useCommands();
  const text = useText().cards;
  const language = useLanguage();
  const here = useLive(
    ({ live }) =>
      [...live.world.incidents.values()].filter(
        ({ place, closedAt }) => closedAt === null && kind === 'grid' && place.gridCode === id,
      ),
    isShallowEqual,
  );
  const name = here[0]?.place.gridName ?? id;
  return (
    <Card kind={text.kind[kind]} title={name}>
      <dl className="facts">
        <dt>{text.code}</dt>
        <dd>{id}</dd>
        {kind === 'grid' && (
          <>
            <dt>{text.where}</dt>
            <dd>{here.length === 0 ? text.noIncidentsHere : text.incidentsHere(here.length)}</dd>
          </>
        )}
      </dl>
      {here.length > 0 && (
        <ul className="card__list">
          {here.map((incident) => (
            <li key={incident.id}>
              <button type="button" onClick={() => view.select({ kind: 'incident', id: incident.id })}>
                #{shortNumber(incident)} {kindName(incident, language)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

import { addressIn } from '#shared/domain/place.ts';
import { formatClockSpan } from '#shared/text/time.ts';
import { currentCandidates, currentIncident } from '../../commands/context.ts';
import { pointOfSelection } from '../../live/pointOfSelection.ts';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useAdvice, useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';
import { kindName } from '../incidentWords.ts';

const NEAREST_SAID = 3;

/** What the map shows, for readers: what is selected and where, and who is nearest to the incident in hand. */
export function MapInWords() {
  const context = useCommands();
  const { reader: text } = useText();
  const language = useLanguage();
  useAdvice();
  useView((view) => view.beside ?? view.incidentId);
  const selected = useLive(() => {
    const { selection } = context.view;
    if (!selection) return null;
    const incident = selection.kind === 'incident' ? currentIncident(context) : undefined;
    if (incident)
      return `${incident.number} ${kindName(incident, language)} ${addressIn(incident.place, language === 'en')}`;
    const point = pointOfSelection(context.client.live, selection, null);
    return point
      ? `${point.name ?? selection.id}${text.and}${text.at(point.lat.toFixed(4), point.lon.toFixed(4))}`
      : selection.id;
  });
  const nearest = useLive(
    () =>
      currentCandidates(context)
        .slice(0, NEAREST_SAID)
        .map(({ name, etaSeconds }) =>
          etaSeconds === null ? name : text.unitIn(name, formatClockSpan(etaSeconds * 1_000)),
        ),
    isShallowEqual,
  );
  return (
    <section className="visually-hidden" aria-label={text.mapInWords} data-testid="map-in-words">
      <p>{selected === null ? text.nothingSelected : text.selected(selected)}</p>
      <p>{nearest.length === 0 ? text.noNearest : text.nearest(nearest.join(text.and))}</p>
    </section>
  );
}

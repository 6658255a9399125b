import { useCommands, useLive, useNow, useText } from '../desk.tsx';
import { shortNumber } from '../incidentWords.ts';

/** An incident by its number; a press shows it on the map. */
export function IncidentLink({ incidentId }: { readonly incidentId: string }) {
  const { director: text } = useText();
  const { view, map } = useCommands();
  const now = useNow();
  const number = useLive(({ live }) => live.world.incidents.get(incidentId)?.number);
  if (number === undefined) return null;
  const short = shortNumber({ number }, now);
  const show = () => {
    view.select({ kind: 'incident', id: incidentId });
    map()?.flyTo({ kind: 'incident', id: incidentId });
  };
  return (
    <button type="button" className="incident-link" aria-label={text.incident(short)} onClick={show}>
      {short}
    </button>
  );
}

import type { IncidentState } from '#shared/domain/incident.ts';
import { formatTime } from '#shared/text/time.ts';
import { countUnits } from '../../live/freshness.ts';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useCommands, useLanguage, useLive, useNow, useText, useView } from '../desk.tsx';
import { activeDispatches, kindName, placeName, shortNumber, standingPhase } from '../incidentWords.ts';
import { usePick, useReport } from './director.tsx';
import './happened.css';

/** Incidents since the drill began, newest first, each with the line of the script it came from; and how many units there are. */
export function IncidentsPanel() {
  const { director: text } = useText();
  const now = useNow();
  const { client } = useCommands();
  useLive(({ live }) => live.world.seq);
  const { incidents, units, drill } = client.live.world;
  const since = drill?.launchedAt ?? 0;
  const shown = [...incidents.values()]
    .filter(({ openedAt, closedAt }) => openedAt >= since || closedAt === null)
    .sort((one, other) => other.openedAt - one.openedAt);
  const { free, busy, stale } = countUnits(units.values(), client.live.positions, now);
  const list = useListKeys('.stage-incident');
  return (
    <section className="stage-panel stage-panel--incidents" aria-labelledby="incidents-title">
      <header className="stage-panel__head">
        <h2 id="incidents-title">
          {text.openIncidents} {shown.filter(({ closedAt }) => closedAt === null).length}
        </h2>
        <span className="stage-panel__aside">{text.unitsFree(free, free + busy + stale)}</span>
      </header>
      {shown.length === 0 && <p className="empty">{text.incidentsNone}</p>}
      <ul className="stage-incidents" ref={list} data-testid="stage-incidents">
        {shown.map((incident) => (
          <IncidentRow key={incident.id} incident={incident} />
        ))}
      </ul>
    </section>
  );
}

function IncidentRow({ incident }: { readonly incident: IncidentState }) {
  const all = useText();
  const language = useLanguage();
  const say = usePick();
  const now = useNow();
  const { view, map } = useCommands();
  const isChosen = useView(({ incidentId }) => incidentId === incident.id);
  const script = useReport()?.script;
  const from = script?.lines.find(({ incidentIds }) => incidentIds.includes(incident.id));
  const inject = script?.scenario.injects.find(({ id }) => id === from?.injectId);
  const dispatched = activeDispatches(incident);
  const show = () => {
    view.select({ kind: 'incident', id: incident.id });
    map()?.flyTo({ kind: 'incident', id: incident.id });
  };
  return (
    <li>
      <button
        type="button"
        className={`stage-incident ${incident.closedAt === null ? '' : 'is-closed'}`}
        aria-current={isChosen}
        onClick={show}
        data-testid="stage-incident"
      >
        <span className="stage-incident__number">{shortNumber(incident, now)}</span>
        <span className="stage-incident__kind ellipsis">
          {kindName(incident, language)} · {placeName(incident)}
        </span>
        <span className={`stage-incident__phase phase--${standingPhase(incident)}`}>
          {all.words.phase[standingPhase(incident)]}
        </span>
        <span className="stage-incident__from ellipsis">
          {formatTime(incident.openedAt)}
          {inject && ` · ${all.director.fromInject(say(inject.title))}`}
        </span>
        <span className="stage-incident__units ellipsis">
          {dispatched.map(({ unitName, state }) => `${unitName} ${all.words.dispatchState[state]}`).join(' · ')}
        </span>
      </button>
    </li>
  );
}

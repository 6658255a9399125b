import { actorName } from '#shared/text/system.ts';
import { formatTime } from '#shared/text/time.ts';
import { timelineSentence } from '#shared/text/timeline.ts';
import { FilterChips } from '../../ui/FilterChips.tsx';
import { useCommands, useLanguage, useLive, useText } from '../desk.tsx';
import { useDirector, useDirectorView, usePick, useReport } from './director.tsx';
import { drillLog, filterLog, type LogLine } from './drillLog.ts';
import { IncidentLink } from './IncidentLink.tsx';
import './happened.css';

/** What was done, as it happens, newest first: everybody's, one seat's, or what the station and the field did. */
export function LogPanel() {
  const { director: text } = useText();
  const language = useLanguage();
  const { view } = useDirector();
  const filter = useDirectorView(({ logOf }) => logOf);
  const names = [...new Set((useReport()?.seats ?? []).map(({ name }) => name))];
  useLive(({ live }) => live.world.seq);
  const { live } = useCommands().client;
  const lines = filterLog(drillLog(live.world), filter, names);
  const chips = [
    { id: 'all', name: text.logAll },
    ...names.map((name) => ({ id: `seat ${name}`, name: actorName(name, language) })),
    { id: 'station', name: text.logStation },
  ];
  const chosen = filter === null ? 'all' : filter === 'station' ? 'station' : `seat ${filter.name}`;
  const choose = (id: string) => {
    if (id === 'all') view.change({ logOf: null });
    else if (id === 'station') view.change({ logOf: 'station' });
    else view.change({ logOf: { name: id.slice('seat '.length) } });
  };
  return (
    <section className="stage-panel stage-panel--log" aria-labelledby="log-title">
      <header className="stage-panel__head">
        <h2 id="log-title">{text.log}</h2>
        <FilterChips label={text.logFilter} chips={chips} chosen={chosen} onChoose={choose} />
      </header>
      {lines.length === 0 && <p className="empty">{text.logEmpty}</p>}
      <ol className="drill-log" data-testid="drill-log">
        {lines.map((line) => (
          <li key={line.key} className={names.includes(line.by) ? 'drill-log__line is-seat' : 'drill-log__line'}>
            <time>{formatTime(line.at)}</time>
            <span className="drill-log__by ellipsis">{actorName(line.by, language)}</span>
            {line.incident ? <IncidentLink incidentId={line.incident.id} /> : <span />}
            <Words line={line} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Words({ line: { what } }: { readonly line: LogLine }) {
  const { director: text } = useText();
  const language = useLanguage();
  const say = usePick();
  const drill = useLive(({ live }) => live.world.drill);
  const scenario = useReport()?.script?.scenario;
  if (what.kind === 'timeline')
    return (
      <span>
        {timelineSentence(what.entry, language)}
        {what.entry.times > 1 && ` ×${what.entry.times}`}
      </span>
    );
  const title = 'injectId' in what ? scenario?.injects.find(({ id }) => id === what.injectId)?.title : drill?.title;
  return <span>{text.drillEvent[what.kind](title ? say(title) : '')}</span>;
}

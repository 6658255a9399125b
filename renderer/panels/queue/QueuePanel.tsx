import { useEffect, useRef, useState } from 'react';
import type { IncidentState } from '#shared/domain/incident.ts';
import type { World } from '#shared/domain/world.ts';
import type { Language } from '#shared/text/language.ts';
import { readsEscalations } from '../../commands/alarmCommands.ts';
import { commandOf, runCommand } from '../../commands/registry.ts';
import { alarmRates } from '../../live/alarmRates.ts';
import { type IncidentQueue, orderQueue, startOfDay } from '../../live/queueOrder.ts';
import { Button } from '../../ui/Button.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useNow, useText, useView } from '../desk.tsx';
import { kindName, placeName } from '../incidentWords.ts';
import { keyLabel } from '../keyLabel.ts';
import { FloodQueue } from './FloodQueue.tsx';
import { NewAlarmAnnouncer } from './NewAlarmAnnouncer.tsx';
import { QueueItem } from './QueueItem.tsx';
import './queue.css';
import { useListKeys } from '../../ui/useListKeys.ts';

/** Must equal .queue-item's height in queue.css. */
const ITEM_HEIGHT = 76;
/** How much of the panel the unanswered may take. */
const UNANSWERED_SHARE = 0.6;

const sameQueue = (left: IncidentQueue, right: IncidentQueue) =>
  isShallowEqual(left.unanswered, right.unanswered) &&
  isShallowEqual(left.handled, right.handled) &&
  isShallowEqual(left.closed, right.closed);

/** Everything that is being dealt with. What nobody has answered stands on top and cannot be scrolled away. */
export function QueuePanel() {
  const context = useCommands();
  const text = useText();
  const now = useNow();
  const dayStart = startOfDay(now);
  const isTold = useLive(() => readsEscalations(context));
  const queue = useLive((client) => orderQueue(client.live.world, dayStart, now, isTold), sameQueue);
  const rates = useLive(({ live }) => alarmRates(live.world.alarms.values(), now), isShallowEqual);
  const layout = useView((view) => view.queueLayout);
  const isGrouped = rates.isFlood === (layout === 'auto');
  const hasWorld = useLive((client) => client.live.station !== null);
  const selectedId = useView((view) => view.incidentId);
  const [tab, setTab] = useState<'open' | 'closed'>('open');
  const [query, setQuery] = useState('');
  const language = useLanguage();
  const found = useLive(({ live }) => findClosed(live.world, query, language), isShallowEqual);
  const closed = query.trim() === '' ? queue.closed : found;
  const [body, bodyHeight] = useHeight();
  const scrolled = useRef<HTMLUListElement>(null);
  const openCount = queue.unanswered.length + queue.handled.length;
  const fit = Math.max(1, Math.floor((bodyHeight * UNANSWERED_SHARE) / ITEM_HEIGHT));
  const shown = fitting(queue.unanswered, fit, selectedId);
  const hiddenCount = queue.unanswered.length - shown.length;
  const firstHidden = queue.unanswered.find((incident) => !shown.includes(incident));
  const isSelectedBelow = queue.handled.some((incident) => incident.id === selectedId);

  // Whatever was chosen before is asked anew when a flood begins or is over.
  const wasFlood = useRef(rates.isFlood);
  useEffect(() => {
    if (wasFlood.current === rates.isFlood) return;
    wasFlood.current = rates.isFlood;
    context.view.change({ queueLayout: 'auto' });
  }, [rates.isFlood, context]);

  useEffect(() => {
    if (selectedId === null || !isSelectedBelow) return;
    scrolled.current
      ?.querySelector(`[data-incident="${CSS.escape(selectedId)}"]`)
      ?.scrollIntoView({ block: 'nearest' });
  }, [selectedId, isSelectedBelow]);

  return (
    <section className="queue" aria-label={text.queue.title} ref={useListKeys('.queue-item', { chooses: true })}>
      <header className="queue__head">
        <div role="tablist" aria-label={text.queue.title} className="queue__tabs">
          <Tab isOn={tab === 'open'} onClick={() => setTab('open')}>
            {text.queue.openTab(openCount)}
          </Tab>
          <Tab isOn={tab === 'closed'} onClick={() => setTab('closed')}>
            {text.queue.closedTab(queue.closed.length)}
          </Tab>
        </div>
        <Button
          onClick={() => runCommand(context, 'incident.open')}
          keyLabel={keyLabel(commandOf('incident.open').keys[0] ?? '', text)}
          data-testid="action-open-incident"
        >
          {text.queue.openIncident}
        </Button>
      </header>
      <NewAlarmAnnouncer />
      {(rates.isFlood || isGrouped) && (
        <p className={`queue__flood ${rates.isFlood ? 'queue__flood--on' : ''}`} data-testid="flood-line">
          <strong>{rates.isFlood ? text.alarms.flood(rates.inTenMinutes) : text.alarms.byGroup}</strong>
          <span className="ellipsis">{isGrouped ? text.alarms.floodHint : ''}</span>
          <Button
            onClick={() => runCommand(context, 'queue.floodLayout')}
            keyLabel={keyLabel(commandOf('queue.floodLayout').keys[0] ?? '', text)}
            data-testid="flood-layout"
          >
            {isGrouped ? text.alarms.byList : text.alarms.byGroup}
          </Button>
        </p>
      )}
      <div className="queue__body" ref={body}>
        {isGrouped && tab === 'open' ? (
          <FloodQueue incidents={[...queue.unanswered, ...queue.handled]} selectedId={selectedId} />
        ) : (
          list()
        )}
      </div>
    </section>
  );

  function list() {
    return (
      <>
        {queue.unanswered.length > 0 && (
          <div className="queue__unanswered">
            <h2 className="queue__label queue__label--hot">{text.queue.unanswered(queue.unanswered.length)}</h2>
            <ul data-testid="queue-unanswered">
              {shown.map((incident) => (
                <QueueItem key={incident.id} incident={incident} isSelected={incident.id === selectedId} />
              ))}
            </ul>
            {firstHidden && (
              <button
                type="button"
                className="queue__more"
                onClick={() => context.view.select({ kind: 'incident', id: firstHidden.id })}
                data-testid="queue-more-unanswered"
              >
                {text.queue.moreUnanswered(hiddenCount)}
              </button>
            )}
          </div>
        )}
        {tab === 'open' && queue.handled.length > 0 && (
          <h2 className="queue__label">{text.queue.handled(queue.handled.length)}</h2>
        )}
        {tab === 'closed' && (
          <input
            className="input queue__search"
            type="search"
            value={query}
            maxLength={60}
            aria-label={text.life.closedSearch}
            placeholder={text.life.closedSearch}
            data-testid="closed-search"
            onChange={(event) => setQuery(event.target.value)}
          />
        )}
        <ul className="queue__rest" ref={scrolled}>
          {(tab === 'open' ? queue.handled : closed).map((incident) => (
            <QueueItem key={incident.id} incident={incident} isSelected={incident.id === selectedId} />
          ))}
          {emptySentence() && <li className="empty">{emptySentence()}</li>}
        </ul>
      </>
    );
  }

  function emptySentence(): string | null {
    if (!hasWorld) return text.queue.loading;
    if (tab === 'closed' && query.trim() !== '') return closed.length === 0 ? text.life.closedNone : null;
    if (tab === 'closed') return closed.length === 0 ? text.queue.emptyClosed : null;
    if (openCount === 0) return text.queue.empty;
    return queue.handled.length === 0 ? text.queue.emptyHandled : null;
  }
}

/** Of the closed ones this window still holds, those of any day that have all the words; the latest first. */
function findClosed({ incidents }: World, query: string, language: Language): readonly IncidentState[] {
  const words = query.trim().toLowerCase().split(/\s+/);
  if (words[0] === '') return [];
  return [...incidents.values()]
    .filter((incident) => {
      const { number, title, place, closedAt, closeNote } = incident;
      const said = [number, kindName(incident, language), title, place.address, placeName(incident), closeNote].join(
        ' ',
      );
      return closedAt !== null && words.every((word) => said.toLowerCase().includes(word));
    })
    .sort((one, other) => other.closedAt! - one.closedAt!);
}

/** The most urgent ones that fit; the one being worked on is among them even when more urgent ones wait. */
function fitting(
  unanswered: readonly IncidentState[],
  fit: number,
  selectedId: string | null,
): readonly IncidentState[] {
  const selected = unanswered.findIndex((incident) => incident.id === selectedId);
  if (selected < fit) return unanswered.slice(0, fit);
  return [...unanswered.slice(0, fit - 1), ...unanswered.slice(selected, selected + 1)];
}

function Tab(props: { readonly isOn: boolean; readonly onClick: () => void; readonly children: string }) {
  return (
    <button type="button" role="tab" aria-selected={props.isOn} className="queue__tab" onClick={props.onClick}>
      {props.children}
    </button>
  );
}

function useHeight() {
  const element = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState(600);
  useEffect(() => {
    const target = element.current;
    if (!target) return;
    const observer = new ResizeObserver(() => setHeight(target.clientHeight));
    observer.observe(target);
    return () => observer.disconnect();
  }, []);
  return [element, height] as const;
}

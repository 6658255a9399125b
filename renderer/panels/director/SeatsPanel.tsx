import { COMMAND_IDS, type CommandId } from '#shared/text/commands.ts';
import { refusalSentence } from '#shared/text/refusals.ts';
import { actorName } from '#shared/text/system.ts';
import { formatAgo, formatSpan, formatTime } from '#shared/text/time.ts';
import { timelineSentence } from '#shared/text/timeline.ts';
import type { DrillSeat } from '#shared/wire/drill.ts';
import { useCommands, useLanguage, useLive, useNow, useText } from '../desk.tsx';
import { shortNumber } from '../incidentWords.ts';
import { useDirector, useDirectorView, useReport } from './director.tsx';
import { drillLog, lastOf } from './drillLog.ts';
import './people.css';

/** Heard every two seconds; twice missed is worth a word. */
const SLOW_SECONDS = 6;
/** The command and its line in the record are written within so long of each other, by the station's clock. */
const SAME_MOMENT_MS = 20_000;

export function seatState({ leftAt, silentSeconds }: DrillSeat): 'there' | 'slow' | 'gone' {
  return leftAt !== null ? 'gone' : silentSeconds >= SLOW_SECONDS ? 'slow' : 'there';
}

/** Every seat of the core, on whatever machine: who, where, looking at what, and what it did last. A press shows its actions only. */
export function SeatsPanel() {
  const { director: text } = useText();
  const report = useReport();
  const seats = report?.seats ?? [];
  const there = seats.filter(({ leftAt }) => leftAt === null).length;
  return (
    <section className="stage-panel stage-panel--seats" aria-labelledby="seats-title">
      <header className="stage-panel__head">
        <h2 id="seats-title">{text.seats}</h2>
        <span className="stage-panel__aside">{there}</span>
      </header>
      {seats.length === 0 && <p className="empty">{text.seatsNone}</p>}
      <ul className="seats" data-testid="seats">
        {seats.map((seat) => (
          <SeatRow key={seat.seatId} seat={seat} />
        ))}
      </ul>
    </section>
  );
}

function SeatRow({ seat }: { readonly seat: DrillSeat }) {
  const all = useText();
  const text = all.director;
  const language = useLanguage();
  const now = useNow();
  const { view } = useDirector();
  const filter = useDirectorView(({ logOf }) => logOf);
  const number = useLive(({ live }) => live.world.incidents.get(seat.incidentId ?? '')?.number);
  const state = seatState(seat);
  const isShown = typeof filter === 'object' && filter?.name === seat.name;
  return (
    <li>
      <button
        type="button"
        className={`seat-row seat-row--${state}`}
        aria-pressed={isShown}
        onClick={() => view.change({ logOf: isShown ? null : { name: seat.name } })}
        data-testid="seat-row"
        data-seat={seat.name}
        data-role={seat.role}
        data-state={state}
      >
        <span className="seat-row__name ellipsis">{actorName(seat.name, language)}</span>
        <span className="seat-row__role">{all.words.role[seat.role]}</span>
        <span className={`seat-row__state seat-row__state--${state}`}>{text.seatState[state]}</span>
        <span className="seat-row__where ellipsis">
          {[
            seat.machine ?? seat.address ?? text.here,
            state === 'gone' ? text.goneSince(formatTime(seat.leftAt ?? 0)) : text.joined(formatTime(seat.joinedAt)),
            state === 'slow' ? text.silentFor(formatSpan(seat.silentSeconds * 1_000, language)) : null,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span className="seat-row__looks">
          {number === undefined ? text.looksAtNothing : text.looksAt(shortNumber({ number }, now))}
        </span>
        <LastDone seat={seat} />
      </button>
    </li>
  );
}

/** In the words of the incident's record where it is there, else the name of the action. */
function LastDone({ seat: { did, name } }: { readonly seat: DrillSeat }) {
  const all = useText();
  const text = all.director;
  const language = useLanguage();
  const now = useNow();
  const { live } = useCommands().client;
  if (!did) return <span className="seat-row__did">{text.didNothing}</span>;
  const line = did.code === null ? lastOf(drillLog(live.world), name) : null;
  const isIt = line?.what.kind === 'timeline' && Math.abs(line.at - did.at) < SAME_MOMENT_MS;
  const words =
    isIt && line?.what.kind === 'timeline' ? timelineSentence(line.what.entry, language) : commandName(did.kind, all);
  const said = did.code ? text.didRefused(words, refusalSentence({ code: did.code, message: '' }, language)) : words;
  return (
    <span className={did.code ? 'seat-row__did is-refused' : 'seat-row__did'} data-testid="seat-did">
      {text.did(formatAgo(Math.max(0, now - did.at), language), said)}
    </span>
  );
}

function commandName(kind: string, { commands, director }: ReturnType<typeof useText>): string {
  const id = COMMAND_IDS.find((each) => each === kind) as CommandId | undefined;
  const drillKey = DRILL_NAMES[kind];
  if (drillKey) return director.keys[drillKey];
  return id ? commands.title[id] : director.someCommand;
}

const DRILL_NAMES: Readonly<Record<string, 'toggle' | 'suspend' | 'end' | 'inject' | 'jump' | 'faster'>> = {
  'drill.pause': 'toggle',
  'drill.resume': 'toggle',
  'drill.suspend': 'suspend',
  'drill.end': 'end',
  'drill.inject': 'inject',
  'drill.jump': 'jump',
};

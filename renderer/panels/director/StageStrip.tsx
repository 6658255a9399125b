import type { DrillState } from '#shared/domain/drill.ts';
import { formatTime } from '#shared/text/time.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { SheetTabs } from '../../ui/SheetTabs.tsx';
import { useCommands, useLive, useNow, useText, useView } from '../desk.tsx';
import { keyLabel } from '../keyLabel.ts';
import { useDirector, useDirectorView, useDrill, useMayDirect, usePick, useShownPage } from './director.tsx';
import { DIRECTOR_KEYS, setPace, togglePause } from './directorKeys.ts';
import type { DirectorPage } from './directorView.ts';
import { PACES, secondsAt, stageClock } from './drillTime.ts';
import './strip.css';

const PHASE_TONES: Readonly<Record<DrillState['phase'], Tone>> = {
  running: 'good',
  paused: 'warn',
  suspended: 'bad',
  ended: 'neutral',
};

const PAGES: readonly DirectorPage[] = ['stage', 'library', 'roles', 'score'];

/** What is played, where it stands, how fast it goes, and everything that stops it: always in sight. */
export function StageStrip() {
  const { director: text } = useText();
  const say = usePick();
  const drill = useDrill();
  const station = useLive(({ live }) => live.station);
  return (
    <header className="stage-strip" data-phase={drill?.phase ?? 'none'}>
      <div className="stage-strip__what">
        {station && (
          <Badge tone={station.realm === 'drill' ? 'drill' : 'bad'}>
            <span data-testid="realm-mark">{text.realm[station.realm]}</span>
          </Badge>
        )}
        <div className="stage-strip__name">
          <h1 className="ellipsis" data-testid="drill-title">
            {drill ? say(drill.title) : text.noDrill}
          </h1>
          <span className="stage-strip__station ellipsis">{station?.name}</span>
        </div>
        {drill && (
          <span data-testid="drill-phase" data-phase={drill.phase}>
            <Badge tone={PHASE_TONES[drill.phase]}>{phaseWords(drill, text)}</Badge>
          </span>
        )}
      </div>
      {drill && <StageClock drill={drill} />}
      <StationClock />
      {drill && drill.phase !== 'ended' && <Transport drill={drill} />}
    </header>
  );
}

function phaseWords({ phase, suspended }: DrillState, text: ReturnType<typeof useText>['director']): string {
  return phase === 'suspended' && suspended
    ? `${text.phase.suspended} · ${text.suspended[suspended.reason]}`
    : text.phase[phase];
}

function StageClock({ drill }: { readonly drill: DrillState }) {
  const { director: text } = useText();
  const seconds = secondsAt(drill, useNow());
  const [now, length] = [stageClock(seconds), stageClock(drill.lengthSeconds)];
  return (
    <div className="stage-clock" role="timer" aria-label={text.clockOf(now, length)} data-testid="stage-clock">
      <strong className="stage-clock__now">{now}</strong>
      <span className="stage-clock__length">/ {length}</span>
      <span className="stage-clock__bar" aria-hidden="true">
        <span style={{ width: `${(100 * seconds) / drill.lengthSeconds}%` }} />
      </span>
    </div>
  );
}

function StationClock() {
  const { director: text } = useText();
  const now = useNow();
  return (
    <div className="stage-strip__time">
      <span>{text.stationClock}</span>
      <strong>{formatTime(now)}</strong>
    </div>
  );
}

function Transport({ drill }: { readonly drill: DrillState }) {
  const all = useText();
  const text = all.director;
  const commands = useCommands();
  const director = useDirector();
  const hand = { ...director, commands };
  const mayDirect = useMayDirect() === true;
  const pending = useView((view) => view.pending);
  const isRunning = drill.phase === 'running';
  return (
    <div className="stage-transport">
      <fieldset className="stage-pace" aria-label={text.pace}>
        {PACES.map((pace) => (
          <button
            key={pace}
            type="button"
            className="stage-pace__step"
            aria-pressed={drill.pace === pace}
            aria-label={text.paceOf(pace)}
            disabled={!mayDirect}
            onClick={() => setPace(hand, pace)}
            data-testid={`pace-${pace}`}
          >
            {pace}×
          </button>
        ))}
      </fieldset>
      <Button
        look="primary"
        className="stage-transport__toggle"
        disabled={!mayDirect}
        isWaiting={pending.includes('drill.pause') || pending.includes('drill.resume')}
        keyLabel={keyLabel('Space', all)}
        aria-keyshortcuts="Space"
        onClick={() => togglePause(hand)}
        data-testid="drill-toggle"
      >
        {isRunning ? text.pause : text.resume}
      </Button>
      <Button
        disabled={!mayDirect || drill.phase === 'suspended'}
        keyLabel="S"
        aria-keyshortcuts="s"
        onClick={() => director.view.change({ dialog: 'suspend' })}
        data-testid="drill-suspend"
      >
        {text.suspend}
      </Button>
      <Button
        look="danger"
        disabled={!mayDirect}
        keyLabel="E"
        aria-keyshortcuts="e"
        onClick={() => director.view.change({ dialog: 'end' })}
        data-testid="drill-end"
      >
        {text.end}
      </Button>
    </div>
  );
}

/** The pages, and what belongs to the window itself. */
export function StageTabs() {
  const { director: text } = useText();
  const { view } = useDirector();
  const page = useShownPage();
  const isEditing = useDirectorView((state) => state.editing !== null);
  const keyOf = (id: DirectorPage) => DIRECTOR_KEYS.find((key) => key.id === id)?.keys[0];
  return (
    <nav className="stage-tabs" aria-label={text.pages}>
      <SheetTabs
        label={text.pages}
        tabs={PAGES.map((id) => ({ id, name: `${keyOf(id)} ${text.page[id]}` }))}
        chosen={isEditing ? null : page}
        onChoose={(id) => view.go(id)}
        testIdPrefix="page-"
      />
      <Button look="plain" keyLabel="?" onClick={() => view.change({ dialog: 'shortcuts' })} data-testid="open-keys">
        {text.shortcuts}
      </Button>
    </nav>
  );
}

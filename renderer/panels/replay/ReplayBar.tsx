import { useState } from 'react';
import type { CommandId } from '#shared/text/commands.ts';
import { refusalSentence } from '#shared/text/refusals.ts';
import { REPLAY_FORMATS, type ReplayFormat } from '#shared/wire/replay.ts';
import { REPLAY_SPEEDS, type ReplaySpeed } from '../../live/replay/replaySession.ts';
import { saveFile } from '../../ui/saveFile.ts';
import { CommandButton } from '../CommandButton.tsx';
import { useLanguage, useReplay, useReplaySession, useText } from '../desk.tsx';
import { formatShort } from '../moment.ts';
import { FollowField } from './FollowField.tsx';
import { ScrubBar } from './ScrubBar.tsx';

/** Under map and incident while they show the past: where it stands, how fast it goes, and the way back. */
export function ReplayBar() {
  const text = useText().replay;
  const isPlaying = useReplay((state) => state.isPlaying);
  return (
    <section className="replay-bar" aria-label={text.controls} data-testid="replay-bar">
      <div className="replay-bar__row">
        <Move id="replay.stepBack">{text.stepBack}</Move>
        <Move id="replay.play">{isPlaying ? text.pause : text.play}</Move>
        <Move id="replay.stepForward">{text.stepForward}</Move>
        <SpeedField />
        <News />
        <FollowField />
        <SaveMenu />
        <CommandButton id="replay.open" look="primary" testId="replay-live">
          {text.live}
        </CommandButton>
        <CommandButton id="replay.leave" look="plain" testId="replay-leave">
          {text.end}
        </CommandButton>
      </div>
      <ScrubBar />
    </section>
  );
}

function Move({ id, children }: { readonly id: CommandId; readonly children: string }) {
  return (
    <CommandButton id={id} testId={id}>
      {children}
    </CommandButton>
  );
}

function SpeedField() {
  const replay = useReplaySession();
  const text = useText().replay;
  const speed = useReplay((state) => state.speed);
  return (
    <label className="replay-bar__field">
      <span>{text.speed}</span>
      <select
        className="input"
        value={speed}
        onChange={(event) => replay.setSpeed(Number(event.target.value) as ReplaySpeed)}
        data-testid="replay-speed"
      >
        {REPLAY_SPEEDS.map((one) => (
          <option key={one} value={one}>
            {one}×
          </option>
        ))}
      </select>
    </label>
  );
}

/** The moment itself stands over the map (ReplayFrame.tsx). */
function News() {
  const text = useText().replay;
  const language = useLanguage();
  const isWaiting = useReplay((state) => state.isWaiting);
  const fault = useReplay((state) => state.fault);
  return (
    <span className={fault ? 'replay-bar__news is-bad' : 'replay-bar__news'} role="status">
      {fault && (fault.code === 'unreachable' ? text.fault.unreachable : refusalSentence(fault, language))}
      {!fault && isWaiting && text.waiting}
    </span>
  );
}

/** The file is made by the core; the shell asks where it is to go. */
function SaveMenu() {
  const replay = useReplaySession();
  const text = useText().replay;
  const [state, setState] = useState<'idle' | 'saving' | 'failed'>('idle');
  const save = async (format: ReplayFormat) => {
    const { span } = replay.state;
    if (!span) return;
    setState('saving');
    const file = await replay.file(format);
    if (file.ok) saveFile(file.value, `${text.title}-${formatShort(span.fromAt)}-${formatShort(span.toAt)}.${format}`);
    setState(file.ok ? 'idle' : 'failed');
  };
  return (
    <label className="replay-bar__field">
      {state === 'failed' && (
        <em className="is-bad" role="alert">
          {text.fault.save}
        </em>
      )}
      <select
        className="input"
        value=""
        aria-label={text.save}
        disabled={state === 'saving'}
        onChange={(event) => void save(event.target.value as ReplayFormat)}
        data-testid="replay-save"
      >
        <option value="" disabled>
          {state === 'saving' ? text.saving : text.save}
        </option>
        {REPLAY_FORMATS.map((format) => (
          <option key={format} value={format}>
            {FORMAT_NAMES[format]}
          </option>
        ))}
      </select>
    </label>
  );
}

const FORMAT_NAMES: Readonly<Record<ReplayFormat, string>> = { geojson: 'GeoJSON', csv: 'CSV', gpx: 'GPX' };

import { useId } from 'react';
import { commandOf, runCommand } from '../../commands/registry.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useLanguage, useLive, useReplay, useText } from '../desk.tsx';
import { kindName, placeName } from '../incidentWords.ts';
import { keyLabel } from '../keyLabel.ts';
import { formatMoment } from '../moment.ts';
import { useReplayAt } from '../useReplayAt.ts';
import './replay.css';
import './past.css';

/** Over the map: while it shows the past nobody may take it for what is; while a replay rests it says that this is live. */
export function ReplayFrame() {
  const mode = useReplay((state) => state.mode);
  if (mode === 'replaying') return <PastFrame />;
  return mode === 'suspended' ? <Suspended /> : null;
}

function PastFrame() {
  const text = useText().replay;
  const id = useId();
  const moment = formatMoment(useReplayAt());
  const mark = `${text.mark} ${moment}`;
  return (
    <>
      <svg className="past-mark" aria-hidden="true" data-testid="replay-watermark">
        <defs>
          <pattern id={id} width="720" height="230" patternUnits="userSpaceOnUse" patternTransform="rotate(-24)">
            <text x="10" y="70">
              {mark}
            </text>
            <text x="250" y="185">
              {mark}
            </text>
          </pattern>
        </defs>
        <rect width="100%" height="100%" fill={`url(#${id})`} />
      </svg>
      <p className="past-plate" role="status" data-testid="replay-moment">
        <strong>{text.mark}</strong> <span className="past-plate__at">{moment}</span>
        <span className="past-plate__note">{text.readOnly}</span>
      </p>
    </>
  );
}

function Suspended() {
  const context = useCommands();
  const text = useText();
  const language = useLanguage();
  const moment = formatMoment(useReplayAt());
  const brokenBy = useReplay((state) => state.brokenBy);
  const incident = useLive(({ live }) => (brokenBy === null ? undefined : live.world.incidents.get(brokenBy)));
  const sentence = incident
    ? text.replay.brokenBy(`${kindName(incident, language)} · ${placeName(incident)}`)
    : text.replay.suspended(moment);
  return (
    <div
      className={incident ? 'past-rests past-rests--alarm' : 'past-rests'}
      role={incident ? 'alert' : 'status'}
      data-testid="replay-suspended"
    >
      <span>{sentence}</span>
      <Button
        keyLabel={keyLabel(commandOf('replay.open').keys[0] ?? '', text)}
        onClick={() => runCommand(context, 'replay.open')}
        data-testid="replay-resume"
      >
        {text.replay.resume}
      </Button>
      <Button look="plain" onClick={() => runCommand(context, 'replay.leave')} data-testid="replay-forget">
        {text.replay.end}
      </Button>
    </div>
  );
}

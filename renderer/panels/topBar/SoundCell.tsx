import { pick } from '#shared/text/language.ts';
import { runCommand } from '../../commands/registry.ts';
import type { Tone } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { SpeakerIcon, SpeakerOffIcon } from '../../ui/icons.tsx';
import { useCommands, useLanguage, useText, useView } from '../desk.tsx';
import { Cell } from './Cell.tsx';

const TONES = {
  ready: 'good',
  sounding: 'info',
  testing: 'info',
  broken: 'bad',
  unknown: 'neutral',
} as const satisfies Record<string, Tone>;

/** Whether an alarm would be heard in this room. The sound itself is the shell's; why it is broken stands in the notices. */
export function SoundCell() {
  const context = useCommands();
  const text = useText().topBar;
  const language = useLanguage();
  const sound = useView((view) => view.sound);
  const state = sound?.state ?? 'unknown';
  const broken = sound?.reason ? pick(sound.reason, language) : null;
  const reason = sound ? broken : text.soundUnknownReason;
  return (
    <div className="sound-cell">
      <Cell label={text.sound} tone={TONES[state]} testId="sound-state">
        <span className="sound-cell__value" aria-description={reason ?? undefined}>
          {state === 'broken' ? <SpeakerOffIcon /> : <SpeakerIcon />}
          {text.soundState[state]}
        </span>
      </Cell>
      {sound && (
        <Button
          className="sound-cell__test"
          isWaiting={state === 'testing'}
          onClick={() => runCommand(context, 'sound.test')}
          data-testid="sound-test"
        >
          {text.testSound}
        </Button>
      )}
    </div>
  );
}

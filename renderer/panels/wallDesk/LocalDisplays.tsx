import { useEffect, useState } from 'react';
import { pick } from '#shared/text/language.ts';
import type { WallAnswer, WallState } from '#shared/wire/wallWindow.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckField } from '../../ui/form/CheckField.tsx';
import { Section } from '../../ui/Section.tsx';
import { useCommands, useLanguage, useText } from '../desk.tsx';

/** The displays of this machine: on which of them the wall stands, and how it is opened there. Nothing in a plain browser. */
export function LocalDisplays() {
  const { machine } = useCommands();
  const text = useText().wallDesk;
  const language = useLanguage();
  const [state, setState] = useState<WallState | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const { walls } = machine;
  useEffect(() => walls?.onWalls(setState), [walls]);
  if (!walls || !state) return null;
  const tell = (answer: WallAnswer) => setRefusal(answer.ok ? null : pick(answer.reason, language));
  const open = (displays: readonly string[], isSpan: boolean) =>
    void walls.openWall({ displays: [...displays], isSpan }).then(tell);
  const free = state.displays.filter(({ isPresent, isDesk, wall }) => isPresent && !isDesk && wall === null);
  const healthOf = (wall: string) => state.windows.find(({ identity }) => identity === wall)?.state;
  return (
    <Section title={text.local}>
      <p className="wall-desk__faint">{text.localHint}</p>
      <ul className="wall-local" data-testid="wall-local">
        {state.displays.map(({ identity, name, width, height, isPresent, isDesk, wall }) => {
          const health = wall === null ? undefined : healthOf(wall);
          return (
            <li key={identity} data-display={identity}>
              <strong className="ellipsis">{name}</strong>
              <span className="wall-desk__faint">
                {text.size(width, height)}
                {!isPresent && ` · ${text.localAway}`}
                {isDesk && ` · ${text.localDesk}`}
              </span>
              {health && <span className={`wall-state wall-state--${health}`}>{text.state[health]}</span>}
              {wall === null ? (
                <Button disabled={!isPresent || isDesk} onClick={() => open([identity], false)}>
                  {text.open}
                </Button>
              ) : (
                <Button onClick={() => void walls.closeWall(wall)}>{text.close}</Button>
              )}
            </li>
          );
        })}
      </ul>
      {free.length > 1 && (
        <Button
          onClick={() =>
            open(
              free.map(({ identity }) => identity),
              true,
            )
          }
        >
          {text.openSpan}
        </Button>
      )}
      {refusal && (
        <p className="is-warn" role="status">
          {refusal}
        </p>
      )}
      <CheckField
        label={text.atStart}
        isOn={state.start.withApplication}
        onChange={(withApplication) => void walls.setWallStart({ ...state.start, withApplication }).then(tell)}
      />
      <CheckField
        label={text.atLogin}
        isOn={state.start.withLogin}
        onChange={(withLogin) => void walls.setWallStart({ ...state.start, withLogin }).then(tell)}
      />
    </Section>
  );
}

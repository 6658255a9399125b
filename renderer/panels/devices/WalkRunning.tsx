import { useState } from 'react';
import type { WalkTestEntry, WalkTestState } from '#shared/domain/walkTest.ts';
import { actorName } from '#shared/text/system.ts';
import { formatCountdown, formatDayTime, formatTime } from '#shared/text/time.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useLanguage, useLive, useNow, useText, useView } from '../desk.tsx';
import { SkipForm } from './SkipForm.tsx';
import { WalkSheet } from './WalkSheet.tsx';
import { countOf, provedCount } from './walkCounts.ts';

/** A walk as it goes on: which pole to press now, large enough to be read from the radio desk, and how each has turned out. */
export function WalkRunning({ walk, onLeave }: { readonly walk: WalkTestState; readonly onLeave: () => void }) {
  const context = useCommands();
  const text = useText();
  const say = text.walkTest;
  const language = useLanguage();
  const isFinishing = useView((view) => view.pending.includes('walkTest.finish'));
  const may = useLive(() => maySend(context, 'walkTest.finish'));
  const waiting = countOf(walk, 'waiting');
  return (
    <div className="walk" data-testid="walk">
      <header className="walk__head">
        <Button look="plain" onClick={onLeave}>
          ‹ {say.toList}
        </Button>
        <strong className="ellipsis">{walk.name}</strong>
        <span className="device-row__faint ellipsis">
          {walk.finishedAt === null
            ? say.startedBy(actorName(walk.startedBy, language), formatDayTime(walk.startedAt))
            : say.finishedBy(
                actorName(walk.finishedBy ?? text.words.unknown, language),
                formatDayTime(walk.finishedAt),
              )}
        </span>
        <span className="device-form__gap" />
        <strong data-testid="walk-progress">{say.progress(provedCount(walk), walk.entries.length)}</strong>
      </header>
      {walk.finishedAt === null && <Now walk={walk} />}
      <ol className="walk__entries">
        {walk.entries.map((entry, index) => (
          <Entry key={entry.deviceId} walk={walk} entry={entry} number={index + 1} />
        ))}
      </ol>
      <footer className="walk__foot">
        <span className="device-row__faint">{walk.finishedAt === null && say.otherPresses}</span>
        <span className="device-form__gap" />
        <Button onClick={() => window.print()} data-testid="walk-print">
          {say.print}
        </Button>
        {walk.finishedAt === null && (
          <Button
            look={waiting === 0 ? 'primary' : 'normal'}
            disabled={!may}
            isWaiting={isFinishing}
            onClick={() => void sendCommand(context, 'walkTest.finish', { walkTestId: walk.id })}
            data-testid="walk-finish"
          >
            {waiting === 0 ? say.finish : say.finishEarly(waiting)}
          </Button>
        )}
      </footer>
      <WalkSheet walk={walk} />
    </div>
  );
}

function Now({ walk }: { readonly walk: WalkTestState }) {
  const say = useText().walkTest;
  const now = useNow();
  const { armed, entries } = walk;
  const index = entries.findIndex(({ deviceId }) => deviceId === armed?.deviceId);
  const entry = entries[index];
  if (!armed || !entry) {
    return (
      <div className="walk__now walk__now--idle" role="status">
        <p className="walk__pole">{say.noneArmed}</p>
        <p>{say.noneArmedHint}</p>
      </div>
    );
  }
  const next = [...entries.slice(index + 1), ...entries.slice(0, index)].find(({ result }) => result === 'waiting');
  return (
    <div className="walk__now" role="status">
      <p className="walk__label">{say.pressNow}</p>
      <p className="walk__pole" data-testid="walk-armed">
        {entry.name}
      </p>
      <p className="walk__left">
        {say.left} <strong role="timer">{formatCountdown(armed.untilAt - now)}</strong>
        {entry.account && <span className="device-row__faint">{entry.account}</span>}
      </p>
      {next && (
        <p className="walk__next">
          {say.nextUp} <strong>{next.name}</strong>
        </p>
      )}
    </div>
  );
}

function Entry(props: { readonly walk: WalkTestState; readonly entry: WalkTestEntry; readonly number: number }) {
  const { walk, entry, number } = props;
  const context = useCommands();
  const say = useText().walkTest;
  const [isSkipping, setSkipping] = useState(false);
  const armName = `arm:${entry.deviceId}`;
  const isArming = useView((view) => view.pending.includes(armName));
  const isArmed = walk.armed?.deviceId === entry.deviceId;
  const mayAct = walk.finishedAt === null && entry.result !== 'proved';
  const body = { walkTestId: walk.id, deviceId: entry.deviceId };
  const state = isArmed ? 'armed' : entry.result;
  return (
    <li className={`walk-entry walk-entry--${state}`} data-testid={`walk-entry-${entry.deviceId}`} data-state={state}>
      <span className="walk-start__number">{number}</span>
      <span className="walk-entry__name">
        <span className="ellipsis">{entry.name}</span>
        <span className="device-row__faint ellipsis">
          {[entry.deviceId, entry.account].filter(Boolean).join(' · ')}
        </span>
      </span>
      <span className="walk-entry__result">
        <strong>{isArmed ? say.armed : say.result[entry.result]}</strong>
        <span className="device-row__faint ellipsis">
          {[entry.at !== null && formatTime(entry.at), entry.code && say.sheet.code(entry.code), entry.reason]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {mayAct && (
        <span className="walk-entry__actions">
          {!isArmed && (
            <Button isWaiting={isArming} onClick={() => void sendCommand(context, 'walkTest.arm', body, armName)}>
              {entry.result === 'waiting' ? say.arm : say.armAgain}
            </Button>
          )}
          {entry.result !== 'skipped' && (
            <Button aria-expanded={isSkipping} onClick={() => setSkipping(!isSkipping)}>
              {say.skip}
            </Button>
          )}
        </span>
      )}
      {isSkipping && mayAct && (
        <SkipForm
          name={`skip:${entry.deviceId}`}
          onSkip={async (reason, name) => {
            const outcome = await sendCommand(context, 'walkTest.skip', { ...body, reason }, name);
            if (outcome.state === 'done') setSkipping(false);
          }}
        />
      )}
    </li>
  );
}

import type { CommandId } from '#shared/text/commands.ts';
import { actorName } from '#shared/text/system.ts';
import { commandOf, runCommand } from '../../commands/registry.ts';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { useAdvice, useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';
import { keyLabel } from '../keyLabel.ts';
import './statusBar.css';

/** The keys that do something now, in the order of the work. */
const HINTS: readonly CommandId[] = [
  'queue.next',
  'queue.previous',
  'incident.acknowledge',
  'incident.dispatchFirst',
  'dispatch.accept',
  'dispatch.depart',
  'dispatch.arrive',
  'dispatch.finish',
  'dispatch.next',
  'map.flyTo',
  'incident.close',
];
const ALWAYS: readonly CommandId[] = ['map.lock', 'map.home', 'replay.open', 'view.commandBar', 'view.shortcuts'];

export function StatusBar() {
  const context = useCommands();
  const text = useText();
  useAdvice();
  useView((view) => view);
  const language = useLanguage();
  const seat = useLive(({ live }) => live.seat);
  const available = useLive(
    () => HINTS.filter((id) => commandOf(id).isAvailable(context)).join(' '),
    (left, right) => left === right,
  );
  const { version, runtime } = context.machine.start;
  return (
    <footer className="status-bar">
      <div className="status-bar__hints">
        {available
          .split(' ')
          .filter((id) => id !== '')
          .map((id) => (
            <Hint key={id} id={id as CommandId} />
          ))}
      </div>
      <div className="status-bar__always">
        {ALWAYS.map((id) => (
          <Hint key={id} id={id} />
        ))}
        {seat && (
          <span className="status-bar__seat">
            {seatLabel(actorName(seat.name, language), text.words.role[seat.role])}
          </span>
        )}
        {version && (
          <span className={runtime?.isEvaluation ? 'is-warn' : undefined}>
            v{version}
            {runtime?.isEvaluation && ` · Electron ${runtime.electron} ${text.dialogs.evaluation}`}
          </span>
        )}
      </div>
    </footer>
  );
}

/** A seat that is called what it is needs its role only once. */
const seatLabel = (name: string, role: string) => (name === role ? name : `${role} ${name}`);

function Hint({ id }: { readonly id: CommandId }) {
  const context = useCommands();
  const text = useText();
  const isOn = useView((view) => id === 'map.lock' && view.isCameraLocked);
  return (
    <button
      type="button"
      className="hint"
      aria-pressed={id === 'map.lock' ? isOn : undefined}
      onClick={() => runCommand(context, id)}
      data-testid={`hint-${id}`}
    >
      <KeyCap>{keyLabel(commandOf(id).keys[0] ?? '', text)}</KeyCap>
      {text.commands.title[id]}
    </button>
  );
}

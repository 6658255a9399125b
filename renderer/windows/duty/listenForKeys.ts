import type { Command } from '../../commands/command.ts';
import type { CommandContext } from '../../commands/context.ts';
import { commandForKey, type KeyTarget } from '../../commands/keys.ts';

/**
 * Turns key presses anywhere in the window into commands. Returns its own disposer. While the past is on the screen, keys of the
 * map speak of what the map shows. A window that has less on it than a desk says which commands are `isMeant` at all.
 */
export function listenForKeys(
  target: Window,
  live: CommandContext,
  past: CommandContext,
  isMeant: (command: Command) => boolean = () => true,
): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const where = keyTargetOf(event.target);
    if (where === 'text' && event.key === 'Escape') {
      (event.target as HTMLElement).blur();
      return;
    }
    const isPast = live.replay?.isOnScreen === true && commandForKey(event, where, past)?.group === 'map';
    const context = isPast ? past : live;
    const command = commandForKey(event, where, context);
    if (!command || !isMeant(command)) return;
    event.preventDefault();
    command.run(context);
  };
  target.addEventListener('keydown', listen);
  return () => target.removeEventListener('keydown', listen);
}

/** Where the caret is, for whoever listens to keys. */
export function keyTargetOf(target: EventTarget | null): KeyTarget {
  if (!(target instanceof HTMLElement)) return 'page';
  // A tick is pressed, not typed: an alarm must be acceptable by its key right after it.
  if (target.matches('input[type="checkbox"], summary')) return 'button';
  if (target.matches('input, textarea, select') || target.isContentEditable) return 'text';
  // A button that was merely clicked does not keep Space; one reached by keyboard does.
  return target.matches('button:focus-visible, summary:focus-visible') ? 'button' : 'page';
}

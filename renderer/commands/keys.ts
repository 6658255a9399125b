import type { Command } from './command.ts';
import type { CommandContext } from './context.ts';
import { COMMANDS } from './registry.ts';

/** The part of a KeyboardEvent that decides what a key means. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly repeat: boolean;
}

/** Where the caret is: in a text field, on something that Space and Enter press, or nowhere that minds. */
export type KeyTarget = 'text' | 'button' | 'page';

/** `Control+k`, `a`, `Space`, `ArrowDown`: how commands name their keys. Shift is in the character itself. */
export function keyName({ key, ctrlKey, metaKey }: KeyPress): string {
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toLowerCase() : key;
  return ctrlKey || metaKey ? `Control+${name}` : name;
}

/**
 * The command a key press means here, or undefined. While typing only chords and Escape count; a focused button keeps
 * Space; a dialog keeps everything but Escape; a held key acts once.
 */
export function commandForKey(press: KeyPress, target: KeyTarget, context: CommandContext): Command | undefined {
  const name = keyName(press);
  if (press.altKey) return undefined;
  const hasDialog = context.view.state.dialog !== null;
  if (hasDialog && name !== 'Escape') return undefined;
  if (target === 'text' && name !== 'Escape' && !name.startsWith('Control+')) return undefined;
  if (target === 'button' && name === 'Space') return undefined;
  const command = COMMANDS.find((candidate) => candidate.keys.includes(name));
  if (!command || (press.repeat && command.group !== 'queue')) return undefined;
  return command.isAvailable(context) ? command : undefined;
}

import type { CommandGroup, CommandId } from '#shared/text/commands.ts';
import type { CommandContext } from './context.ts';

/**
 * One operator action. Buttons, menus, keys and the command bar all call `run`; its title is in shared/text/commands.ts.
 * A key is a KeyboardEvent.key (letters in lower case, `Space` for the bar), with `Control+` before it where needed.
 */
export interface Command {
  readonly id: CommandId;
  readonly group: CommandGroup;
  readonly keys: readonly string[];
  isAvailable(context: CommandContext): boolean;
  run(context: CommandContext): void;
}

import type { CommandId } from '#shared/text/commands.ts';
import { alarmCommands } from './alarmCommands.ts';
import { callCommands } from './callCommands.ts';
import type { Command } from './command.ts';
import type { CommandContext } from './context.ts';
import { coverageCommands } from './coverageCommands.ts';
import { dispatchCommands } from './dispatchCommands.ts';
import { incidentCommands } from './incidentCommands.ts';
import { lifeCommands } from './lifeCommands.ts';
import { linkageCommands } from './linkageCommands.ts';
import { replayCommands } from './replayCommands.ts';
import { reportCommands } from './reportCommands.ts';
import { reviewCommands } from './reviewCommands.ts';
import { sessionCommands } from './sessionCommands.ts';
import { shiftCommands } from './shiftCommands.ts';
import { taskCommands } from './taskCommands.ts';
import { videoCommands } from './videoCommands.ts';
import { viewCommands } from './viewCommands.ts';

/** Every operator action there is. A new one is a line in its file and a title in shared/text/commands.ts. */
export const COMMANDS: readonly Command[] = [
  ...incidentCommands,
  ...lifeCommands,
  ...linkageCommands,
  ...dispatchCommands,
  ...alarmCommands,
  ...callCommands,
  ...coverageCommands,
  ...taskCommands,
  ...shiftCommands,
  ...reportCommands,
  ...videoCommands,
  ...viewCommands,
  ...sessionCommands,
  ...replayCommands,
  ...reviewCommands,
];

const BY_ID = new Map(COMMANDS.map((command) => [command.id, command]));

export function commandOf(id: CommandId): Command {
  const command = BY_ID.get(id);
  if (!command) throw new Error(`No command ${id}`);
  return command;
}

/** Runs it when it is available now; says whether it was. */
export function runCommand(context: CommandContext, id: CommandId): boolean {
  const command = commandOf(id);
  if (!command.isAvailable(context)) return false;
  command.run(context);
  return true;
}

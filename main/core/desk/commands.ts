import { callCommands } from './calls.ts';
import { claimCommands, heldByOne } from './claims.ts';
import type { CommandFamily } from './command.ts';
import { disciplineCommands } from './discipline.ts';
import { dispatchCommands } from './dispatches.ts';
import { escalationCommands } from './escalation.ts';
import { fieldWordCommands } from './fieldWords.ts';
import { handOverCommands } from './handOvers.ts';
import { incidentLifeCommands } from './incidentLife.ts';
import { incidentCommands } from './incidents.ts';
import { linkageCommands } from './linkage.ts';
import { publicReportCommands } from './publicReports.ts';
import { registryCommands } from './registry.ts';
import { reviewCommands } from './reviews.ts';
import { shiftCommands } from './shifts.ts';
import { taskCommands } from './tasks.ts';
import { wallCommands } from './wall.ts';

/** Every command that is decided on the world alone; the rest have stewards (`ExecuteContext.stewards`). One line a noun. */
export const COMMANDS: CommandFamily = {
  ...heldByOne({ ...incidentCommands, ...incidentLifeCommands, ...dispatchCommands, ...linkageCommands }),
  ...claimCommands,
  ...escalationCommands,
  ...registryCommands,
  ...disciplineCommands,
  ...taskCommands,
  ...callCommands,
  ...fieldWordCommands,
  ...publicReportCommands,
  ...shiftCommands,
  ...handOverCommands,
  ...wallCommands,
  ...reviewCommands,
};

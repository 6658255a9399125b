/** Rules with one check taken out, as a slip of the pen would: what the checks of races must be able to find. */
import type { CommandHandler } from '#main/core/desk/command.ts';
import { COMMANDS } from '#main/core/desk/commands.ts';

const dispatch = COMMANDS['incident.dispatch']!;

/** Sends a unit whoever has it: for the length of the rule nobody is under way. */
export const blindDispatch: CommandHandler = (context, body, sender) => {
  const { units } = context.desk.world;
  const before = new Map(units);
  for (const [id, unit] of before) units.set(id, { ...unit, engagement: null });
  try {
    return dispatch(context, body, sender);
  } finally {
    for (const [id, unit] of before) units.set(id, unit);
  }
};

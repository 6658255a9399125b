import { expect, test } from 'vitest';
import { COMMAND_ROLES } from '#shared/wire/roles.ts';
import { COMMANDS } from './commands.ts';

/** Done outside the journal first (`ExecuteContext.stewards`). */
const STEWARDED = ['device.import', 'device.save', 'link.remove', 'link.save', 'link.start', 'link.stop'];

test('every command somebody may send has exactly one rule', () => {
  expect([...Object.keys(COMMANDS), ...STEWARDED].sort()).toEqual(Object.keys(COMMAND_ROLES).sort());
});

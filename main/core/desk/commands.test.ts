import { expect, test } from 'vitest';
import { COMMAND_ROLES } from '#shared/wire/roles.ts';
import { COMMANDS } from './commands.ts';

const words = (text: string) => text.split(' ');

/** Done outside the journal first (`ExecuteContext.stewards`). */
const STEWARDED = [
  ...['account.change', 'account.create', 'account.lock', 'account.remove', 'account.removeSecondFactor'],
  ...['account.revokeSessions', 'account.setPassword', 'account.unlock'],
  ...[
    'channel.giveConsent',
    'channel.mark',
    'channel.withdrawConsent',
    'channels.import',
    'device.import',
    'device.save',
  ],
  ...['videoPatrol.remove', 'videoPatrol.save', 'videoPreset.remove', 'videoPreset.save'],
  ...words('end inject jump launch pause resume setPace suspend').map((word) => `drill.${word}`),
  ...['road.close', 'road.open'],
  ...['handOver.sign', 'lan.close', 'lan.open', 'lan.renewCertificate'],
  ...['link.remove', 'link.save', 'link.start', 'link.stop', 'machine.invite', 'machine.rename', 'machine.revoke'],
  ...['person.hold', 'person.release', 'person.reveal', 'shift.begin', 'shift.end', 'worker.invite', 'worker.revoke'],
];

test('every command somebody may send has exactly one rule', () => {
  expect([...Object.keys(COMMANDS), ...STEWARDED].sort()).toEqual(Object.keys(COMMAND_ROLES).sort());
});

import { expect, test } from 'vitest';
import { type DrillRoomAsker, mayOpenDrillRoom } from './drillRoom.ts';
import { ROLES } from './roles.ts';

const SIGN_IN: readonly DrillRoomAsker['signIn'][] = ['required', 'unset', 'off', null];

test('without accounts the own desk opens a drill room, with one only who leads drills', () => {
  const all = SIGN_IN.flatMap((signIn) =>
    [true, false].flatMap((isOwn) => ROLES.map((role): DrillRoomAsker => ({ role, isOwn, signIn }))),
  );
  const opened = all.filter(mayOpenDrillRoom).filter(({ role }) => !['leader', 'director', 'admin'].includes(role));
  expect(opened).toEqual([{ role: 'duty', isOwn: true, signIn: 'unset' }]);
  expect(all.filter((asker) => mayOpenDrillRoom(asker) && asker.signIn === 'required').map(({ role }) => role)).toEqual(
    ['leader', 'director', 'admin', 'leader', 'director', 'admin'],
  );
});

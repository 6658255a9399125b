import { expect, test } from 'vitest';
import { CONTACT_ID_CODES } from '../catalog/codes/contactId.ts';
import { SIA_CODES } from '../catalog/codes/sia.ts';
import { classify } from '../catalog/codes.ts';
import { type ConditionName, conditionOf, noteCondition, UNKNOWN_CONDITION } from './deviceCondition.ts';

const told = (code: string, receivedAt = 1, qualifier: 1 | 3 = 1) => {
  const { class: alarmClass, restore } = classify(
    /^\d/.test(code) ? { kind: 'cid', qualifier, code } : { kind: 'sia', code },
  );
  return { class: alarmClass, code, restore, receivedAt };
};
const codesOf = (name: ConditionName) =>
  [...CONTACT_ID_CODES, ...SIA_CODES].map(([code]) => code).filter((code) => conditionOf(told(code)) === name);

test('every code of the catalog that speaks of power is heard, and no other', () => {
  expect(codesOf('mains')).toEqual(['301', '337', '342', 'AR', 'AT', 'YP', 'YQ']);
  expect(codesOf('battery')).toEqual(['302', '309', '311', '338', '345', '384', 'XR', 'XT', 'YL', 'YM', 'YR', 'YT']);
});

test('a housing is opened by tamper, not by a wrong code, which nothing restores', () => {
  expect(codesOf('tamper')).toEqual(expect.arrayContaining(['137', '144', '145', '341', 'ES', 'EJ', 'TA', 'TR']));
  expect([conditionOf(told('461')), conditionOf(told('JA'))]).toEqual([null, null]);
});

test('a condition is what was told last, and a signal that tells none leaves it the same object', () => {
  const low = noteCondition(UNKNOWN_CONDITION, told('302', 5));
  expect(low).toEqual({ mains: null, battery: { isFault: true, at: 5 }, tamper: null });
  expect(noteCondition(low, told('302', 9, 3)).battery).toEqual({ isFault: false, at: 9 });
  expect(noteCondition(low, told('AR', 9))).toEqual({ ...low, mains: { isFault: false, at: 9 } });
  expect(noteCondition(low, told('120'))).toBe(low);
});

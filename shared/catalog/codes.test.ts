import { describe, expect, test } from 'vitest';
import { CONTACT_ID_CODES } from './codes/contactId.ts';
import { SIA_CODES } from './codes/sia.ts';
import { type AlarmClass, classify, isMedicalCode, type Qualifier } from './codes.ts';

const cid = (code: string, qualifier: Qualifier = 1) => classify({ kind: 'cid', qualifier, code });
const sia = (code: string) => classify({ kind: 'sia', code });

/** PROTOCOLS §2.2. */
const CLASSES: Partial<Record<AlarmClass, string>> = {
  fire: '110 111 112 113 114 115 116 117 118',
  emergency: '100 101 102 120 121 122 123 124 125',
  intrusion: '130 131 132 133 134 135 136 138 139 140 146',
  tamper: '137 144 145 341',
  environment: '150 151 152 153 154 155 156 157 158 159 160 161 162 163',
  trouble:
    '141 142 143 147 200 201 202 203 204 205 206 300 301 302 305 306 308 309 311 312 320 321 322 323 330 332 333 337 338 344 370 371 372 373 374 375 376 380 381 382 383 384',
  linkTrouble: '350 351 352 353 354',
  armState: '400 401 402 403 407 408 409 441',
  cancel: '406',
  info: '411 412 621 622 623 624 625 626 627 628',
  bypass: '570 571 572 573',
  test: '601 602 603 606 607 608',
  unknown: '999 000 B1F 799',
};

test.each(Object.entries(CLASSES))('Contact ID class %s', (alarmClass, codes) => {
  const classes = codes.split(' ').map((code) => `${code} ${cid(code).class}`);
  expect(classes).toEqual(codes.split(' ').map((code) => `${code} ${alarmClass}`));
});

test.each([
  ['emergency', 'MA PA QA HA'],
  ['fire', 'FA KA SA FM'],
  ['intrusion', 'BA UA BV DF'],
  ['tamper', 'TA ES JA TT'],
  ['environment', 'GA WA ZA'],
  ['trouble', 'AT AR YT YR BT FT PS IA'],
  ['linkTrouble', 'YC YK LT NT'],
  ['armState', 'OP CL CG NL'],
  ['cancel', 'OC BC AB FC'],
  ['bypass', 'BB BU FB'],
  ['test', 'RP RX TS TE BX'],
  ['info', 'DG JT RB'],
  ['unknown', 'QQ AZ'],
])('SIA class %s', (alarmClass, codes) => {
  expect(codes.split(' ').map((code) => `${code} ${sia(code).class}`)).toEqual(
    codes.split(' ').map((code) => `${code} ${alarmClass}`),
  );
});

describe('over, or not', () => {
  test('qualifier 3 restores, except where it arms: 4xx is inverted', () => {
    expect(cid('120', 3)).toMatchObject({ restore: true, zh: '紧急求助恢复', en: 'Panic restored' });
    expect(cid('401', 1)).toMatchObject({ class: 'armState', restore: false, zh: '用户布撤防：撤防' });
    expect(cid('401', 3)).toMatchObject({ class: 'armState', restore: false, zh: '用户布撤防：布防' });
    expect(cid('499', 3)).toMatchObject({ class: 'unknown', restore: false });
  });

  test('a cancel is never a restore, whatever its qualifier', () => {
    for (const qualifier of [1, 3, 6] as const)
      expect(cid('406', qualifier)).toMatchObject({ class: 'cancel', restore: false });
    expect(sia('OC')).toMatchObject({ class: 'cancel', restore: false });
  });

  test('reported before and still present is not over', () => {
    expect(cid('302', 6)).toMatchObject({ class: 'trouble', restore: false, en: 'System battery low, still present' });
  });

  test('SIA restores are known by their code, unlisted ones by the second letter', () => {
    expect(['FR', 'BH', 'AR', 'YK', 'TJ', 'BU'].map((code) => sia(code).restore)).toEqual(Array(6).fill(true));
    expect(['FA', 'AT', 'CR', 'OR', 'RR'].map((code) => sia(code).restore)).toEqual(Array(5).fill(false));
    expect(sia('EH')).toMatchObject({ class: 'unknown', restore: true, zh: '未知事件 EH' });
    expect(sia('AJ')).toMatchObject({ class: 'trouble', restore: true });
  });
});

test('duress and silent codes must not sound at the place', () => {
  expect(CONTACT_ID_CODES.filter(([, , , , mark]) => mark === 'silent').map(([code]) => code)).toEqual([
    '121',
    '122',
    '124',
    '125',
    '146',
  ]);
  expect(SIA_CODES.filter(([, , , , mark]) => mark === 'silent').map(([code]) => code)).toEqual(['HA']);
});

test('every code is listed once, in both languages', () => {
  for (const list of [CONTACT_ID_CODES, SIA_CODES]) {
    expect(new Set(list.map(([code]) => code)).size).toBe(list.length);
    expect(list.filter(([, , zh, en]) => !/[一-鿿]/.test(zh) || !/^[\x20-\x7e]+$/.test(en))).toEqual([]);
  }
  expect(SIA_CODES.every(([code]) => /^[A-Z]{2}$/.test(code))).toBe(true);
  expect(CONTACT_ID_CODES.every(([code]) => /^\d{3}$/.test(code))).toBe(true);
});

test('codes that call for a medic are told from the other emergencies', () => {
  const asked = ['100', '101', '102', 'MA', 'MH', 'MR', '103', '120', 'PA', 'MT', 'MI'];
  expect(asked.filter(isMedicalCode)).toEqual(['100', '101', '102', 'MA', 'MH', 'MR']);
});

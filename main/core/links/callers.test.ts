import { expect, test } from 'vitest';
import type { Signal } from '#shared/wire/signal.ts';
import { CallerBook } from './callers.ts';
import type { LinkedDevice } from './contract.ts';

const NOW = Date.UTC(2026, 10, 22);
const PANIC = {
  class: 'emergency',
  code: '120',
  qualifier: 1,
  partition: null,
  zone: '001',
  text: null,
  restore: false,
  silent: false,
  zh: '紧急求助',
  en: 'panic',
} as const;

function signal(account: string, receivedAt = NOW, rest: Partial<Signal> = {}): Signal {
  return {
    linkId: 'poles',
    protocol: 'dc09',
    remote: { address: '10.0.0.7', port: 4_000 },
    receivedAt,
    raw: '0a41',
    deviceId: null,
    account,
    sequence: '0001',
    token: 'ADM-CID',
    events: [PANIC],
    deviceAt: null,
    skewMs: null,
    isClockWrong: false,
    authenticated: 'clear',
    duplicateKey: null,
    reason: 'unknownAccount',
    ...rest,
  };
}

function open() {
  const enrolled = new Set<string>();
  const book = new CallerBook({
    findByAccount: (_link, account) => (enrolled.has(account) ? ({ account } as LinkedDevice) : undefined),
    list: () => [],
  });
  return { book, enrolled };
}

test('a caller is one entry however often it calls, from whatever port', () => {
  const { book } = open();
  book.note(signal('70B7', NOW, { position: { lon: 117.01, lat: 25.07 } }));
  book.note(signal('70b7', NOW + 1_000, { remote: { address: '10.0.0.7', port: 4_001 }, raw: '0a42' }));
  expect(book.list()).toEqual([
    {
      linkId: 'poles',
      protocol: 'dc09',
      account: '70b7',
      remote: { address: '10.0.0.7', port: 4_001 },
      reason: 'unknownAccount',
      firstAt: NOW,
      lastAt: NOW + 1_000,
      count: 2,
      lastRaw: '0a42',
      events: [{ zh: '紧急求助', en: 'panic' }],
      position: { lon: 117.01, lat: 25.07 },
    },
  ]);
});

test('the one heard last comes first, and the 501st drives out the one silent for longest', () => {
  const { book } = open();
  for (let index = 0; index < 500; index++) book.note(signal(`A${index}`, NOW + index));
  book.note(signal('A0', NOW + 600));
  book.note(signal('A500', NOW + 601));
  const accounts = book.list().map(({ account }) => account);
  expect([accounts.length, accounts[0], accounts[1], accounts.includes('A1')]).toEqual([500, 'A500', 'A0', false]);
});

test('whoever is enrolled leaves; who cannot be deciphered stays until believed', () => {
  const { book, enrolled } = open();
  book.note(signal('70B7'));
  book.note(signal('70B8', NOW, { reason: 'undecodable' }));
  enrolled.add('70B7').add('70B8');
  expect(book.list().map(({ account }) => account)).toEqual(['70B8']);
  book.forget('poles', '70B8', { address: '10.0.0.7', port: 9 });
  expect(book.list()).toEqual([]);
});

test('only those of the last day are counted, and a closed link takes its own along', () => {
  const { book } = open();
  book.note(signal('70B7'));
  book.note(signal('70B8', NOW + 86_400_000, { linkId: 'other' }));
  expect([book.count(NOW + 86_400_000), book.list().length]).toEqual([1, 2]);
  book.forgetLink('other');
  expect(book.list().map(({ account }) => account)).toEqual(['70B7']);
});

import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { maskPerson } from '#shared/domain/person.ts';
import { PeoplePurge } from './purge.ts';
import { PeopleVault } from './vault.ts';

const SECRET = Buffer.alloc(32, 7);
const DAY_MS = 86_400_000;
const WANG = {
  name: '王小明',
  phone: '13812345678',
  openid: 'oAbCdEfGhIjKlMnOpQ',
  address: '东溪路 12 号 3 幢 401 室',
};

function openVault(directory = mkdtempSync(join(tmpdir(), 'pingan-people-')), secret = SECRET) {
  const clock = { now: 1_000_000 };
  let serial = 0;
  const newId = () => `00000000-0000-7000-8000-${String(++serial).padStart(12, '0')}`;
  const opened = PeopleVault.open({ directory, secret, clock: () => clock.now, newId });
  if (!opened.ok) throw new Error(opened.failure.message);
  return { vault: opened.value, clock, directory };
}

const bytesIn = (directory: string) =>
  readdirSync(directory)
    .map((name) => readFileSync(join(directory, name), 'latin1'))
    .join('');

test('what may be shown of a person is masked, and short values give nothing away', () => {
  expect(maskPerson(WANG)).toEqual({
    name: '王**',
    phone: '138****5678',
    openid: '****nOpQ',
    address: '东溪路***',
  });
  expect(maskPerson({ name: '欧阳娜娜', phone: '+86 138 1234 5678', address: '王家院3号' })).toEqual({
    name: '欧**',
    phone: '138****5678',
    address: '王家***',
  });
  expect(maskPerson({ phone: '110', openid: 'short' })).toEqual({ phone: '****', openid: '****' });
});

test('values come back whole, the file is for the core alone and holds none of them', () => {
  const { vault, directory } = openVault();
  const kept = vault.put({ class: 'reporter', ...WANG });
  expect(vault.reveal(kept.ref, ['name', 'phone', 'address'])).toEqual({
    name: WANG.name,
    phone: WANG.phone,
    address: WANG.address,
  });
  expect(statSync(join(directory, 'people.db')).mode & 0o777).toBe(0o600);
  const raw = bytesIn(directory);
  const found = Object.values(WANG).filter((value) => raw.includes(Buffer.from(value).toString('latin1')));
  expect(found).toEqual([]);
});

test('who writes again is the same person, and what is new is added', () => {
  const { vault } = openVault();
  const first = vault.put({ class: 'reporter', openid: WANG.openid });
  const again = vault.put({ class: 'reporter', openid: WANG.openid, phone: WANG.phone, name: '  ' });
  expect(again).toEqual({ ref: first.ref, masked: { openid: '****nOpQ', phone: '138****5678' } });
  expect(vault.findByOpenidHash(vault.openidHash(WANG.openid))).toEqual(again);
  expect(vault.findByOpenidHash(vault.openidHash('oSomebodyElse'))).toBe(undefined);
});

test('under another station secret nothing can be read, and nothing is invented', () => {
  const { vault, directory } = openVault();
  const { ref } = vault.put({ class: 'reporter', ...WANG });
  vault.close();
  const other = openVault(directory, Buffer.alloc(32, 8)).vault;
  expect([other.reveal(ref, ['phone']), other.masked(ref)]).toEqual([{}, {}]);
});

test('who has not been heard of for the days of the class is gone for good, unless held', () => {
  const { vault, clock, directory } = openVault();
  const recorded: unknown[] = [];
  const purge = new PeoplePurge(
    vault,
    () => clock.now,
    (drafts) => recorded.push(...drafts.map(({ body }) => body)),
  );
  const gone = vault.put({ class: 'reporter', ...WANG });
  const held = vault.put({ class: 'reporter', name: '李四', phone: '13900001111' });
  const party = vault.put({ class: 'party', name: '赵六' });
  vault.hold(held.ref, '检察院调卷');
  purge.tick();
  clock.now += 180 * DAY_MS - 1;
  purge.tick();
  expect(recorded).toEqual([]);
  clock.now += 3_600_001;
  purge.tick();
  expect(recorded).toEqual([{ counts: { reporter: 1, party: 0 } }]);
  expect([gone, held, party].map(({ ref }) => vault.record(ref)?.class)).toEqual([undefined, 'reporter', 'party']);
  expect(bytesIn(directory)).not.toContain(gone.ref);
  vault.hold(held.ref, null);
  clock.now += 3_600_001;
  purge.tick();
  expect(vault.record(held.ref)).toBe(undefined);
});

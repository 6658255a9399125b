import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgetHost, type JoinRecord, readJoinRecord, readToken, writeJoinRecord, writeToken } from './joinRecord.ts';

const RECORD: JoinRecord = {
  host: '192.168.1.10',
  port: 4_743,
  fingerprint: 'ab'.repeat(32),
  machineId: 'm-1',
  machineName: '二号席位',
  role: 'duty',
  stationName: '示范街道综治中心',
  realm: 'live',
  joinedAt: 1,
  pack: null,
};
/** A keychain that turns the text round. */
const keychain = {
  isReal: () => true,
  seal: (text: string) => Buffer.from([...text].reverse().join('')),
  open: (sealed: Buffer) => [...sealed.toString()].reverse().join(''),
};
const noKeychain = { ...keychain, isReal: () => false };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pingan-join-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a record comes back as it was written, a damaged one is none', () => {
  writeJoinRecord(folder, RECORD);
  expect(readJoinRecord(folder)).toEqual(RECORD);
  writeFileSync(join(folder, 'join.json'), '{');
  expect(readJoinRecord(folder)).toBe(null);
});

test('the token is sealed where the system seals, else in a file of this user only, and said to be so', () => {
  expect(writeToken(folder, 'secret-token', keychain)).toEqual({ isTokenInFile: false });
  expect(readFileSync(join(folder, 'machine-token.json'), 'utf8')).not.toContain('secret-token');
  expect(readToken(folder, keychain)).toEqual({ token: 'secret-token', isTokenInFile: false });
  expect(writeToken(folder, 'secret-token', noKeychain)).toEqual({ isTokenInFile: true });
  expect(statSync(join(folder, 'machine-token.json')).mode & 0o777).toBe(0o600);
  expect(readToken(folder, noKeychain)).toEqual({ token: 'secret-token', isTokenInFile: true });
});

test('a machine that leaves keeps neither record nor token', () => {
  writeJoinRecord(folder, RECORD);
  writeToken(folder, 'secret-token', noKeychain);
  forgetHost(folder);
  expect([readJoinRecord(folder), readToken(folder, noKeychain)]).toEqual([null, null]);
});

/** Order slips in a real folder: whole or not there, and what is wrong with the folder in the words of the system. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { IncidentState } from '#shared/domain/incident.ts';
import type { LinkedGroup } from '#shared/domain/linkage.ts';
import { LivePermit } from '#shared/domain/livePermit.ts';
import { type Notice, noticeAt } from '#shared/domain/notice.ts';
import type { NoticeAdapter } from '../adapter.ts';
import { printerAdapter } from './printer.ts';

const HOSTILE = `<img src=x onerror="alert(1)">三楼冒烟 & '快来'`;
const GROUP = {
  groupId: 'dongxi-police',
  name: '东溪派出所 <b>',
  toldAt: Date.UTC(2026, 10, 22, 1),
  toldBy: '值班员 甲',
  members: [{ memberId: 'slip' }, { memberId: '../../etc' }],
} as unknown as LinkedGroup;
const INCIDENT = {
  id: 'i-1',
  number: '20261122-001',
  kind: 'fire',
  title: HOSTILE,
  place: { address: '东溪路 9 号' },
  linkage: [GROUP],
} as unknown as IncidentState;
const notice = (memberId = 'slip'): Notice => {
  const about = { matter: 'linkage', incidentId: 'i-1', groupId: 'dongxi-police', memberId } as const;
  return noticeAt(0, { id: 'n-1', adapter: 'printer', to: '', ...about });
};
const never = new AbortController().signal;

let home: string;
let folder: string;
let printer: NoticeAdapter;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'pingan-slips-'));
  folder = join(home, 'slips');
  const world = { incidents: new Map([[INCIDENT.id, INCIDENT]]) };
  printer = printerAdapter(new LivePermit('live'), world, folder, '示范街道综治中心');
});
afterEach(() => rm(home, { recursive: true, force: true }));

test('a slip lies in the folder as one whole page, with everything from outside as text', async () => {
  expect(await printer.send(notice(), never)).toEqual({ state: 'sent' });
  expect(await readdir(folder)).toEqual(['20261122-001-dongxi-police-slip.html']);
  const page = await readFile(join(folder, '20261122-001-dongxi-police-slip.html'), 'utf8');
  expect(page).toMatch(/^<!doctype html>[\s\S]+<\/html>\n$/);
  expect(page).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt;三楼冒烟 &amp; &#39;快来&#39;');
  for (const word of ['东溪派出所 &lt;b&gt;', '东溪路 9 号', '值班员 甲', "default-src 'none'"])
    expect(page).toContain(word);
  expect(page).not.toMatch(/<(?:img|script|b)\b/);
});

test('a name that would lead out of the folder stays in it', async () => {
  expect(await printer.send(notice('../../etc'), never)).toEqual({ state: 'sent' });
  expect(await readdir(folder)).toEqual(['20261122-001-dongxi-police-______etc.html']);
});

test('a folder that cannot be written is said with the system’s own code, to be tried again', async () => {
  await writeFile(folder, 'a file where the folder should be');
  expect(await printer.send(notice(), never)).toEqual({ state: 'retry', reason: 'notWritten', detail: 'EEXIST' });
  await rm(folder);
  expect(await printer.send(notice(), never)).toEqual({ state: 'sent' });
});

// The kernel's own full disk.
test.skipIf(!existsSync('/dev/full'))(
  'a full disk leaves no half a slip, and the slip once there is room',
  async () => {
    await mkdir(folder);
    await symlink('/dev/full', join(folder, '.20261122-001-dongxi-police-slip.html'));
    expect(await printer.send(notice(), never)).toEqual({ state: 'retry', reason: 'notWritten', detail: 'ENOSPC' });
    expect(await readdir(folder)).toEqual([]);
    expect(await printer.send(notice(), never)).toEqual({ state: 'sent' });
  },
);

test('an incident that has left the world prints nothing', async () => {
  const gone = { ...notice(), incidentId: 'i-2' };
  expect(await printer.send(gone, never)).toEqual({ state: 'failed', reason: 'incidentOver' });
});

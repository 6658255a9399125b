import { expect, test } from 'vitest';
import { type DeviceRecord, type DeviceState, evolveDevice, toDeviceFacts } from '#shared/domain/device.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import { linkRecordSchema } from '#shared/wire/links/index.ts';
import { judgeList, type Registry } from './judge.ts';
import { guessMapping } from './mapping.ts';

const watchdog = { kind: 'register', address: 10 };
const square = linkRecordSchema.parse({
  id: 'square',
  protocol: 'modbus',
  transport: { kind: 'serial', path: '/dev/ttyS0', baudRate: 115_200 },
  boxes: [
    { account: 'BOX7', unit: 7, buttons: [{ input: 0 }] },
    { account: 'BOX8', unit: 8, siren: { coil: 3, watchdog } },
    { account: 'BOX9', unit: 9, siren: { coil: 3, watchdog } },
  ],
});

const place = { lon: 117.01, lat: 25.07, requireEncryption: false };
const SIREN: DeviceRecord = { ...place, id: 's-1', kind: 'siren', name: '广场警号', link: 'square', account: 'BOX9' };
const POLE: DeviceRecord = { ...place, id: 'p-1', kind: 'alarmPole', name: '广场报警杆', siren: 's-1' };

function enrolled(record: DeviceRecord): DeviceState {
  const body = { device: toDeviceFacts(record), statedBy: 'desk' };
  return evolveDevice(undefined, { kind: 'device.enrolled', body } as unknown as StoredEvent)!;
}

const COLUMNS = ['编号', '类型', '名称', '经度', '纬度', '链路', '账号', '警号'];
async function judge(...rows: readonly (readonly string[])[]) {
  const registry: Registry = {
    devices: new Map([SIREN, POLE].map((record) => [record.id, enrolled(record)])),
    links: [square],
    units: [],
    isKeyOf: () => false,
  };
  const table = { format: 'csv', columns: COLUMNS, isCut: false } as const;
  const cells = rows.map((row, index) => ({ row: index + 2, cells: row }));
  const judged = await judgeList({ ...table, rows: cells }, guessMapping(COLUMNS), 'wgs84', registry);
  return judged.map(({ deviceId, state, problems }) => [
    deviceId,
    state,
    problems.map(({ field, words }) => `${field} ${words.zh}`),
  ]);
}

const sirenOn = (account: string) => ['s-1', '警号', '广场警号', '117.01', '25.07', 'square', account, ''];
const poleWith = (siren: string, lon = '117.01') => ['p-1', '报警杆', '广场报警杆', lon, '25.07', '', '', siren];
const LEFT_WITHOUT = '广场报警杆（p-1）以此设备为警号，这样改它就没有警号了：请先改它的警号，或把它一并列入';

test('a list that takes the siren from a pole it does not name is told which pole, and the siren stays', async () => {
  expect(await judge(sirenOn('BOX7'))).toEqual([['s-1', 'bad', [`account ${LEFT_WITHOUT}`]]]);
});

test('a siren may move to another box that sounds, and a list that says nothing new of it is no trouble', async () => {
  expect(await judge(sirenOn('BOX8'))).toEqual([['s-1', 'changed', []]]);
  expect(await judge(sirenOn('BOX9'))).toEqual([['s-1', 'same', []]]);
});

test('a pole that the list gives another siren lets the first one go', async () => {
  const other = ['s-2', '警号', '新警号', '117.01', '25.07', 'square', 'BOX8', ''];
  expect(await judge(other, poleWith('s-2'), sirenOn('BOX7'))).toEqual([
    ['s-2', 'new', []],
    ['p-1', 'changed', []],
    ['s-1', 'changed', []],
  ]);
});

test('a pole whose own row is bad stays as it was, and so does its siren', async () => {
  expect(await judge(sirenOn('BOX7'), poleWith('s-1'))).toEqual([
    ['s-1', 'bad', [`account ${LEFT_WITHOUT}`]],
    ['p-1', 'same', []],
  ]);
  const [siren, pole] = await judge(sirenOn('BOX7'), poleWith('s-2', 'abc'));
  expect([siren, pole?.[1]]).toEqual([['s-1', 'bad', [`account ${LEFT_WITHOUT}`]], 'bad']);
});

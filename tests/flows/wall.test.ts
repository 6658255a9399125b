// The wall is driven from any seat and seen alike at every other: presets, hand, rules, what is sent, and which display paints.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whatStands } from '#shared/domain/wallStands.ts';
import type { WallReport } from '#shared/wire/wall.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { makeAccount, tokenOf } from './kit/people.ts';
import { type TestSeat, takeSeat } from './kit/seat.ts';
import { ADMIN, DUTY, openStation, SECOND_DUTY, type TestStation, WALL } from './kit/station.ts';

const DISPLAY = 'dell-u4919dw-7f03a1';
const [lon, lat] = pointAt(40, 40);
const NIGHT = {
  name: '夜间',
  columns: 4,
  rows: 2,
  regions: [
    { id: 'queue', column: 0, row: 0, columns: 2, rows: 2, content: { kind: 'queue' } },
    { id: 'clock', column: 2, row: 0, columns: 2, rows: 2, content: { kind: 'clock' } },
  ],
};

let station: TestStation;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pingan-wall-'));
  station = await openStation({ folder });
});
afterAll(async () => {
  await station?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** What a seat sees on the display: preset, why, and what stands in each region. */
function seen({ world }: TestSeat) {
  const { by, preset, regions } = whatStands(
    world.wall,
    world.incidents,
    { displayId: DISPLAY, isWide: false },
    Date.now(),
  );
  return [by, preset.name, regions.map(({ content }) => content.kind).join(' ')];
}

test('a preset of one seat stands on the wall at another; an emergency breaks in and leaves it as it was', async () => {
  using wall = await takeSeat(station.core.url, WALL);
  using other = await takeSeat(station.core.url, SECOND_DUTY);
  const saved = await station.command('wallPreset.save', NIGHT, DUTY);
  const presetId = saved.wallPresetId as string;
  await station.command('wall.show', { displayId: DISPLAY, presetId }, DUTY);
  for (const seat of [wall, other]) await expect.poll(() => seen(seat)).toEqual(['hand', '夜间', 'queue clock']);

  const { incidentId } = await station.command('incident.open', { kind: 'holdUp', lon, lat, title: '便利店' }, DUTY);
  await expect.poll(() => seen(wall).slice(0, 2)).toEqual(['rule', '应急']);
  expect(seen(other)).toEqual(seen(wall));
  expect(await station.command('wallPreset.remove', { presetId }, DUTY)).toMatchObject({ code: 'wallPresetInUse' });

  const closing = { incidentId, reason: 'real', forceReason: '现场已交接' };
  expect(await station.command('incident.close', closing, DUTY)).toMatchObject({ ok: true });
  await expect.poll(() => seen(wall)).toEqual(['hand', '夜间', 'queue clock']);
});

test('what is sent stands where it was sent until it is taken off, and goes nowhere else', async () => {
  using wall = await takeSeat(station.core.url, WALL);
  const sent = { displayId: DISPLAY, regionId: 'clock', content: { kind: 'coverage' }, seconds: 600 };
  expect(await station.command('wall.send', sent, DUTY)).toMatchObject({ ok: true });
  await expect.poll(() => seen(wall)).toEqual(['hand', '夜间', 'queue coverage']);
  const elsewhere = { ...sent, regionId: 'map' };
  expect(await station.command('wall.send', elsewhere, DUTY)).toMatchObject({ code: 'unknownRegion' });
  const recalled = { displayId: DISPLAY, regionId: 'clock' };
  expect(await station.command('wall.recall', recalled, SECOND_DUTY)).toMatchObject({ ok: true });
  await expect.poll(() => seen(wall)).toEqual(['hand', '夜间', 'queue clock']);
  expect(await station.command('wall.recall', recalled, DUTY)).toMatchObject({ code: 'nothingSent' });
});

test('the wall itself changes nothing, nor does a seat of one area', async () => {
  await makeAccount(station, 'linzhen', { scope: '990101001001' });
  const local = await tokenOf(station, 'linzhen');
  const show = { displayId: DISPLAY, presetId: null };
  const codes = await Promise.all(
    [WALL, local].map(async (token) => (await station.command('wall.show', show, token)).code),
  );
  expect(codes).toEqual(['roleMayNot', 'outsideJurisdiction']);
  expect(await station.command('wallPreset.save', { ...NIGHT, presetId: 'overview' }, ADMIN)).toMatchObject({
    code: 'wallPresetBuiltIn',
  });
  const overlapping = { ...NIGHT, regions: NIGHT.regions.map((region) => ({ ...region, column: 0 })) };
  expect(await station.command('wallPreset.save', overlapping, DUTY)).toMatchObject({ code: 'badBody' });
});

test('every seat hears which display paints, and when its page is gone', async () => {
  using desk = await takeSeat(station.core.url, DUTY);
  const heard: (readonly WallReport[])[] = [];
  desk.socket.on('walls', (reports) => heard.push(reports));
  const page = await takeSeat(station.core.url, WALL);
  const beat = { displayId: DISPLAY, label: 'DELL', width: 5_120, height: 1_440, presetId: 'overviewWide' };
  page.socket.emit('wallBeat', beat);
  const stateOf = () => heard.at(-1)?.map(({ displayId, machine, width, state }) => [displayId, machine, width, state]);
  await expect.poll(stateOf).toEqual([[DISPLAY, '大屏', 5_120, 'painting']]);
  page[Symbol.dispose]();
  await expect.poll(stateOf).toEqual([[DISPLAY, '大屏', 5_120, 'gone']]);
});

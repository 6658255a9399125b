// Presets and patrols are kept in the journal, survive a restart, and those of station.json are changed only there.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ChannelList, VideoPlans } from '#shared/wire/video.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { testMedia } from './kit/media.ts';
import { DUTY, openStation, type TestStation, WALL } from './kit/station.ts';

const [lon, lat] = pointAt(40, 40);
const STATED = { id: 'gates', name: '校门', layout: 4, channelIds: ['cam-1'], dwellSeconds: 10 };
const video = {
  channels: [
    { id: 'cam-1', name: '东溪小学大门', lon, lat },
    { id: 'far', name: '区外', lon: 10, lat: 10 },
  ],
  patrols: [STATED],
  probe: { everyMinutes: 0 },
};
const plansOf = (desk: TestStation) => desk.get<VideoPlans>('/api/video/plans', WALL);
const PATROL = { ...STATED, areaCode: null, source: 'station' };

test('what is saved is listed, told in the journal, and there after a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pingan-plans-'));
  const options = { folder, media: testMedia(), overrides: { video } };
  const wish = { name: '路口', layout: 4, channelIds: ['cam-1', null, 'far'] };
  let saved: VideoPlans;
  try {
    {
      await using desk = await openStation(options);
      expect(await desk.command('videoPreset.save', wish, DUTY)).toMatchObject({ ok: true });
      const area = { name: '街道', layout: 1, areaCode: '990101001' };
      expect(await desk.command('videoPatrol.save', area, DUTY)).toMatchObject({ ok: true });
      saved = await plansOf(desk);
      expect(saved).toEqual({
        presets: [{ ...wish, id: expect.any(String), source: 'desk' }],
        patrols: [{ ...area, id: expect.any(String), channelIds: [], dwellSeconds: 15, source: 'desk' }, PATROL],
      });
      const { channels } = await desk.get<ChannelList>('/api/video/channels?area=990101001');
      expect(channels.map(({ id }) => id).filter((id) => ['cam-1', 'far'].includes(id))).toEqual(['cam-1']);
    }
    await using again = await openStation(options);
    expect(await plansOf(again)).toEqual(saved);
    const [{ id: presetId } = { id: '' }] = saved.presets;
    expect(await again.command('videoPreset.save', { ...wish, presetId, name: '路口二' }, DUTY)).toMatchObject({
      ok: true,
    });
    expect((await plansOf(again)).presets.map(({ id, name }) => ({ id, name }))).toEqual([
      { id: presetId, name: '路口二' },
    ]);
    expect(await again.command('videoPreset.remove', { presetId }, DUTY)).toMatchObject({ ok: true });
    expect((await plansOf(again)).presets).toEqual([]);
    const kinds = again.core.desk.journal.read(0, 1_000).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith('videoP'))).toEqual([
      ...['videoPreset.saved', 'videoPatrol.saved', 'videoPreset.saved', 'videoPreset.removed'],
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('what may not be, is refused by name', async () => {
  await using desk = await openStation({ media: testMedia(), overrides: { video } });
  const named = { name: '路口', layout: 4, channelIds: ['cam-1'] };
  const codes = [
    await desk.command('videoPreset.save', named, WALL),
    await desk.command('videoPreset.save', { ...named, layout: 5 }, DUTY),
    await desk.command('videoPreset.save', { ...named, channelIds: [null] }, DUTY),
    await desk.command('videoPatrol.save', { ...named, areaCode: '990101001' }, DUTY),
    await desk.command('videoPatrol.save', { ...named, channelIds: [] }, DUTY),
    await desk.command('videoPatrol.save', { ...named, patrolId: 'gates' }, DUTY),
    await desk.command('videoPatrol.remove', { patrolId: 'gates' }, DUTY),
    await desk.command('videoPreset.remove', { presetId: 'none' }, DUTY),
  ].map(({ code }) => code);
  expect(codes).toEqual([
    ...['roleMayNot', 'badBody', 'badBody', 'badBody', 'badBody'],
    ...['planOfStation', 'planOfStation', 'unknownPlan'],
  ]);
});

/** What leaves a drill as a page or a file says that it is one; what leaves a live station does not. */
import { expect, test } from 'vitest';
import { ADMIN, openStation } from './kit/station.ts';

async function leftBy(realm: 'live' | 'drill') {
  await using station = await openStation({ overrides: { realm } });
  const read = (path: string) => fetch(`${station.core.url}${path}`, { headers: { authorization: `Bearer ${ADMIN}` } });
  const begun = await station.command('shift.begin', {}, ADMIN);
  const opened = await station.command('handOver.open', {}, ADMIN);
  const nameOf = (response: Response) => decodeURIComponent(response.headers.get('content-disposition') ?? '');
  const isMarked = async (path: string) => (await (await read(path)).text()).includes('<div class="over">演练</div>');
  const until = Date.now();
  const tracks = await read(`/api/replay/export?from=${until - 60_000}&to=${until}&format=csv`);
  await tracks.arrayBuffer();
  return {
    log: await isMarked(`/api/shifts/${String(begun.shiftId)}/page?lang=zh-CN`),
    handOver: await isMarked(`/api/hand-overs/${String(opened.handOverId)}/page?lang=zh-CN`),
    handOverFile: /''演练-/.test(nameOf(await read(`/api/hand-overs/${String(opened.handOverId)}/file`))),
    tracks: /filename="drill-pingan-/.test(nameOf(tracks)),
  };
}

test('the duty log, a hand-over on paper or as a file, and tracks of a drill are marked', async () => {
  expect(await leftBy('drill')).toEqual({ log: true, handOver: true, handOverFile: true, tracks: true });
});

test('those of a live station are not', async () => {
  expect(await leftBy('live')).toEqual({ log: false, handOver: false, handOverFile: false, tracks: false });
});

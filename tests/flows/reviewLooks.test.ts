/** A camera in a film: from when it was opened to when it was closed, though that is told only once nobody has come back to it. */
import { expect, test } from 'vitest';
import type { ReviewFilm } from '#shared/wire/review.ts';
import type { OpenedStream } from '#shared/wire/video.ts';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { testMedia } from './kit/media.ts';
import { ADMIN, DUTY, eventually, openStation } from './kit/station.ts';

const START = Date.UTC(2026, 10, 22, 3);
const MINUTE = 60_000;
const [lon, lat] = pointAt(40, 40);
const CAMERA = {
  ...{ id: '99010100101320000001', name: '东溪小学大门', lon, lat },
  sources: [{ protocol: 'rtsp', grade: 'main', url: 'rtsp://10.1.0.7:554/101' }],
};

test('the film says how long each camera was open, of a closed incident and of a stretch alike', async () => {
  let now = START;
  await using station = await openStation({
    clock: () => now,
    media: testMedia(),
    overrides: { video: { channels: [CAMERA], probe: { everyMinutes: 0 } } },
  });
  const authorization = `Bearer ${DUTY}`;
  const open = (reason: object) =>
    fetch(`${station.core.url}/api/video/channels/${CAMERA.id}/open`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ reason }),
    });
  const command = async (kind: string, body: object) => {
    const answer = await station.command(kind, body);
    expect(answer).toMatchObject({ ok: true });
    return answer as unknown as { incidentId: string };
  };
  const { incidentId } = await command('incident.open', { kind: 'dispute', lon, lat, title: '商户争执' });
  now += 10_000;
  const { ways } = (await (await open({ kind: 'incident', incidentId })).json()) as OpenedStream;
  now += 30_000;
  const { url } = ways.find(({ protocol }) => protocol === 'whep')!;
  const closed = await fetch(`${station.core.url}${url}`, { method: 'DELETE', headers: { authorization } });
  expect(closed.ok).toBe(true);
  now += 20_000;
  await command('incident.close', { incidentId, reason: 'noTrace', forceReason: '现场无人' });
  const closedAt = now;
  now += 5 * MINUTE;
  await eventually('the end of the look is told', () =>
    station.core.desk.journal.read(0, 1_000).find(({ kind }) => kind === 'channel.left'),
  );
  const films = await Promise.all(
    [`incident:${incidentId}`, `span:${START - 1_000}-${closedAt}`].map((subject) =>
      station.get<ReviewFilm>(`/api/review/film?subject=${subject}`, ADMIN),
    ),
  );
  const { id: channelId, name } = CAMERA;
  const look = { fromAt: START + 10_000, toAt: START + 40_000, sight: { kind: 'camera', channelId, name } };
  expect(films.map(({ seats, toAt }) => [seats.map(({ looks }) => looks), toAt])).toEqual([
    [[[look]], closedAt],
    [[[look]], closedAt],
  ]);
});

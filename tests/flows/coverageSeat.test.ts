import { expect, test } from 'vitest';
import { bytesOf, type CoverageNews } from '#shared/wire/coverage.ts';
import { takeSeat } from './kit/seat.ts';
import { DUTY, eventually, openStation } from './kit/station.ts';

test('a seat is told of coverage when it is there, and gets the roads with a band for each', async () => {
  await using station = await openStation();
  using seat = await takeSeat(station.core.url, DUTY);
  const heard: CoverageNews[] = [];
  seat.socket.on('coverage', (news) => heard.push(news));
  expect(await seat.socket.timeout(10_000).emitWithAck('coverageEdges', {})).toMatchObject({
    ok: false,
    code: 'coverageUnavailable',
  });
  await eventually('coverage', () => heard.find((news) => news.kind === 'state' && news.state.state === 'ready'));
  const roads = await seat.socket.timeout(10_000).emitWithAck('coverageRoads', {});
  const edges = await seat.socket.timeout(10_000).emitWithAck('coverageEdges', {});
  if (!roads.ok || !edges.ok) throw new Error('not answered');
  const shapeStart = new Uint32Array(bytesOf(roads.shapeStart));
  const points = new Int32Array(bytesOf(roads.points));
  const edgeBand = new Uint8Array(bytesOf(edges.edgeBand));
  expect(shapeStart).toHaveLength(edgeBand.length + 1);
  expect(points).toHaveLength(shapeStart.at(-1)! * 2);
  expect(points[0]! / 1e7).toBeCloseTo(117.01, 1);
  expect(edgeBand.some((band) => band === 0)).toBe(true);
  const unknown = await seat.socket.timeout(10_000).emitWithAck('incidentCoverage', { incidentId: 'nobody' });
  expect(unknown).toMatchObject({ ok: false, code: 'unknownIncident' });
});

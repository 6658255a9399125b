/**
 * "A dead network never delays a dispatch: 0 ms added." The same dispatch, with withdrawal between, at two whole stations in one
 * run: one that says nothing to the outside, and one whose partner takes connections and never answers, whose car terminal is
 * unplugged, and whose queue already holds notices that hang.
 */

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { openStation, STATION, type TestStation } from '#tests/flows/kit/station.ts';
import { type BenchRow, spreadOf } from './kit.ts';

const ROUNDS = 120;
const HANGING = 20;
const [lon, lat] = pointAt(0, 0);

export async function measure(): Promise<BenchRow[]> {
  const sockets = new Set<Socket>();
  const hole = createServer((socket) => sockets.add(socket));
  hole.listen(0, '127.0.0.1');
  await once(hole, 'listening');
  const host = `127.0.0.1:${(hole.address() as AddressInfo).port}`;
  const channels = [
    { id: 'hole', name: 'hole', channel: { kind: 'webhook', url: `https://${host}/` } },
    { id: 'car', name: 'car', channel: { kind: 'terminal', unitId: 'u-003' } },
  ];
  const dead = {
    units: STATION.units.map((unit) => (unit.id === 'u-003' ? { ...unit, terminal: '013800138003' } : unit)),
    groups: [{ id: 'g', name: 'g', kind: 'police', members: channels }],
    notices: { webhooks: [{ host, secret: 'a-secret-of-the-bench', networks: ['127.0.0.0/8'] }] },
  };
  try {
    await using quiet = await openStation();
    await using hanging = await openStation({ overrides: dead });
    for (let index = 0; index < HANGING; index++)
      await hanging.command('incident.link', { incidentId: await opened(hanging), groupIds: ['g'] });
    const samples = { quiet: [] as number[], hanging: [] as number[] };
    const places = { quiet: await opened(quiet), hanging: await opened(hanging) };
    // In turns, so that whatever else the machine does falls on both.
    for (let round = 0; round < ROUNDS; round++) {
      samples.quiet.push(await dispatchMs(quiet, places.quiet));
      samples.hanging.push(await dispatchMs(hanging, places.hanging));
    }
    const [ours, peer] = [spreadOf(samples.hanging), spreadOf(samples.quiet)];
    const row = {
      what: 'dispatch command while every adapter is dead',
      aim: '0 ms added to the same command with none configured',
      ours: ours.p50,
      peer: peer.p50,
      ...ours,
      unit: 'ms',
      note: `peer: none configured, p99 ${peer.p99.toFixed(1)} ms; ${HANGING} incidents’ notices hang at a black hole and at an unplugged terminal`,
    };
    return [row];
  } finally {
    for (const socket of sockets) socket.destroy();
    hole.close();
  }
}

async function opened(station: TestStation): Promise<string> {
  const { incidentId } = await station.command('incident.open', { kind: 'dispute', lon, lat, title: '争执' });
  await station.command('incident.acknowledge', { incidentId });
  return String(incidentId);
}

/** One command over HTTP, from asking to the answer that it is durable. */
async function dispatchMs(station: TestStation, incidentId: string): Promise<number> {
  const from = performance.now();
  const { dispatchId } = await station.command('incident.dispatch', { incidentId, unitId: 'u-003' });
  const took = performance.now() - from;
  await station.command('dispatch.withdraw', { incidentId, dispatchId, reason: '演练' });
  return took;
}

import { expect, test } from 'vitest';
import type { LinkState } from '#shared/domain/link.ts';
import type { LinkReport } from '#shared/wire/link.ts';
import { linkRecordSchema } from '#shared/wire/links/index.ts';
import { adviceFor, linkRows, refusedCount } from './rows.ts';

const state = (id: string, part: Partial<LinkState> = {}): LinkState => ({
  id,
  record: { id, protocol: 'dc09', transport: { kind: 'udp', host: '0.0.0.0', port: 5_001 } },
  statedBy: 'station',
  stationFingerprint: 'f',
  stopped: null,
  changedAt: 1,
  changedBy: 'system:core',
  ...part,
});

const report = (id: string, part: Partial<LinkReport> = {}): LinkReport => ({
  id,
  protocol: 'dc09',
  transport: 'udp',
  address: '0.0.0.0:5001',
  isUp: true,
  fault: null,
  lastFrameAt: null,
  received: 0,
  answered: 0,
  refused: {},
  kernelDrops: null,
  outcomes: { accepted: 0, duplicate: 0, heartbeat: 0, unreadable: 0, stranger: 0, refused: 0, dropped: 0 },
  acked: 0,
  naked: 0,
  duh: 0,
  notStored: 0,
  receiveBufferBytes: 0,
  connections: null,
  isOverloaded: false,
  inFlight: 0,
  ...part,
});

const on = (id: string, transport: string): LinkState =>
  transport === 'serial' ? state(id, { record: linkRecordSchema.parse({ ...SERIAL, id }) }) : state(id);
const SERIAL = { protocol: 'surgard', transport: { kind: 'serial', path: '/dev/x' } };
const FAULT = { zh: '坏', en: 'broken' };

test('configured links stand first in the order of their ids, then the doors nobody configures', () => {
  const rows = linkRows(
    [state('poles-10'), state('poles-2')],
    [report('poles-10'), report('removed')],
    [report('api', { transport: 'http' })],
  );
  expect(rows.map(({ id, condition }) => [id, condition])).toEqual([
    ['poles-2', 'unknown'],
    ['poles-10', 'running'],
    ['api', 'running'],
  ]);
});

test('a link that was stopped is stopped, whatever is still reported of it', () => {
  const stopped = { at: 2, by: '值班员', reason: '检修' };
  const [row] = linkRows([state('poles', { stopped })], [report('poles', { isUp: false, fault: FAULT })], []);
  expect([row?.condition, row && adviceFor(row), row?.address]).toEqual(['stopped', null, '0.0.0.0:5001']);
});

test('what is not up or has a fault is faulty, what loses datagrams is overloaded, each with its advice', () => {
  const reports = [
    report('a-serial', { transport: 'serial', isUp: false, fault: FAULT }),
    report('b-port', { isUp: false, fault: FAULT }),
    report('c-heartbeat', { transport: 'serial', fault: FAULT }),
    report('d-overload', { isOverloaded: true, fault: FAULT }),
    report('e-disk', { notStored: 3, fault: { zh: '入库', en: 'alarms cannot be stored' } }),
    report('f-network', { fault: FAULT }),
  ];
  const rows = linkRows(
    reports.map(({ id, transport }) => on(id, transport)),
    reports,
    [],
  );
  expect(rows.map((row) => [row.condition, adviceFor(row)])).toEqual([
    ['faulty', 'serial'],
    ['faulty', 'port'],
    ['faulty', 'heartbeat'],
    ['overloaded', 'overload'],
    ['faulty', 'store'],
    ['faulty', 'network'],
  ]);
});

test('refusals are counted over all reasons', () => {
  expect([refusedCount(report('a', { refused: { crc: 2, time: 3 } })), refusedCount(null)]).toEqual([5, 0]);
});

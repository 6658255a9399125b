// The checkers of the fault tests, checked: one that cannot find anything would let every other test pass.
import { expect, test } from 'vitest';
import type { StoredEvent } from '#shared/domain/event.ts';
import { doubleGrants } from './kit/history.ts';
import { Ledger, type LedgerEntry } from './kit/ledger.ts';

const kept: LedgerEntry = { account: '70A1', sequence: '0001', frame: '0a01' };
const vanished: LedgerEntry = { account: '70A1', sequence: '0002', frame: '0a02' };
const doubled: LedgerEntry = { account: '70A2', sequence: '0001', frame: '0a03' };

test('an answered message the station does not have is lost, one it has twice is repeated, and others are nobody’s concern', () => {
  const ledger = new Ledger();
  for (const entry of [kept, vanished, doubled]) ledger.add(entry);
  const alarms = ['0a01', '0a03', '0a03', '0aff', '0aff'].map((raw) => ({ raw }));
  expect(ledger.compare(alarms)).toEqual({ acknowledged: 3, lost: [vanished], repeated: [doubled] });
});

test('only an acknowledgement is owed: silence, NAK and DUH are not', () => {
  const ledger = new Ledger();
  for (const kind of ['ack', 'nak', 'duh', 'silence'] as const) {
    ledger.note('70A1', { kind, sequence: '0001', datagrams: 1, elapsedMs: 1, reply: null, frame: Buffer.from([10]) });
  }
  expect(ledger.compare([])).toEqual({
    acknowledged: 1,
    lost: [{ account: '70A1', sequence: '0001', frame: '0a' }],
    repeated: [],
  });
});

test('a unit sent twice is found, one sent again after its first job ended is not', () => {
  const dispatched = (seq: number, dispatchId: string) =>
    event(seq, 'incident.dispatched', { unitId: 'u-1', dispatchId });
  const moved = (seq: number, dispatchId: string, to: string) =>
    event(seq, 'incident.dispatchMoved', { unitId: 'u-1', dispatchId, to });
  const inOrder = [dispatched(1, 'd-1'), moved(2, 'd-1', 'onScene'), moved(3, 'd-1', 'done'), dispatched(4, 'd-2')];
  expect(doubleGrants(inOrder)).toEqual([]);
  expect(doubleGrants([...inOrder, dispatched(5, 'd-3')])).toEqual([
    { seq: 5, unitId: 'u-1', dispatchIds: ['d-2', 'd-3'] },
  ]);
  expect(doubleGrants([dispatched(1, 'd-1'), moved(2, 'd-1', 'accepted'), dispatched(3, 'd-2')])).toEqual([
    { seq: 3, unitId: 'u-1', dispatchIds: ['d-1', 'd-2'] },
  ]);
});

function event(seq: number, kind: string, body: object): StoredEvent {
  return {
    seq,
    id: `e-${seq}`,
    stream: 'incident:i-1',
    version: seq,
    station: 'shifan',
    at: seq,
    actor: { kind: 'system', id: 'test' },
    realm: 'live',
    kind,
    body,
    hash: '',
  };
}

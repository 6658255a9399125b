import { expect, test } from 'vitest';
import { type ClaimCommand, decideClaim, TAKE_OVER_GRACE_MS } from './incidentClaim.ts';
import { accepted, type Ledger, MINUTE, OTHER, START, sendUnit } from './incidentLife.fixture.ts';

const A = { personId: 'p-1', name: '甲' };
const B = { personId: 'p-2', name: '乙' };
const C = { personId: 'p-3', name: '丙' };
const act = (ledger: Ledger, at: number, command: ClaimCommand) =>
  ledger.record(decideClaim(ledger.state('i-1'), command, at), at);

test('the first who takes it in hand has it, again is nothing new, another is told who has it', () => {
  const ledger = accepted();
  expect(act(ledger, START, { kind: 'claim', person: A })).toBeNull();
  const before = ledger.kinds.length;
  expect(act(ledger, START, { kind: 'claim', person: A })).toBeNull();
  expect(ledger.kinds).toHaveLength(before);
  expect(act(ledger, START, { kind: 'claim', person: B })).toBe('incidentHeld');
  expect(ledger.state('i-1').claim).toEqual({ ...A, since: START, wantedBy: null });
});

test('silence gives it over after the grace and not a moment before', () => {
  const ledger = accepted();
  act(ledger, START, { kind: 'claim', person: A });
  expect(act(ledger, START + MINUTE, { kind: 'askTakeOver', person: B })).toBeNull();
  act(ledger, START + MINUTE + TAKE_OVER_GRACE_MS - 1, { kind: 'lapseGrace' });
  expect(ledger.state('i-1').claim).toMatchObject({ ...A, wantedBy: { ...B, dueAt: START + MINUTE + 20_000 } });
  act(ledger, START + MINUTE + TAKE_OVER_GRACE_MS, { kind: 'lapseGrace' });
  expect(ledger.state('i-1').claim).toEqual({ ...B, since: START + MINUTE + TAKE_OVER_GRACE_MS, wantedBy: null });
});

test('the holder keeps it with one word; only one at a time may ask, and nobody asks himself', () => {
  const ledger = accepted();
  act(ledger, START, { kind: 'claim', person: A });
  expect([
    act(ledger, START, { kind: 'askTakeOver', person: A }),
    act(ledger, START, { kind: 'keep', person: A }),
    act(ledger, START, { kind: 'askTakeOver', person: B }),
    act(ledger, START, { kind: 'askTakeOver', person: C }),
    act(ledger, START, { kind: 'keep', person: B }),
    act(ledger, START, { kind: 'keep', person: A }),
  ]).toEqual(['alreadyYours', 'nobodyAsks', null, 'takeOverUnderWay', 'notHolder', null]);
  act(ledger, START + MINUTE, { kind: 'lapseGrace' });
  expect(ledger.state('i-1').claim).toEqual({ ...A, since: START, wantedBy: null });
});

test('a holder who is gone loses it: what nobody was sent to is unanswered again, the rest keeps its officer’s acceptance', () => {
  const alone = accepted();
  act(alone, START, { kind: 'claim', person: A });
  act(alone, START + MINUTE, { kind: 'loseSeat', personId: B.personId });
  expect(alone.state('i-1').claim).not.toBeNull();
  act(alone, START + MINUTE, { kind: 'loseSeat', personId: A.personId });
  expect(alone.state('i-1')).toMatchObject({ claim: null, phase: 'received', acknowledgedAt: null });

  const served = accepted();
  act(served, START, { kind: 'claim', person: A });
  served.act('i-1', START + 30_000, sendUnit('d-1'));
  act(served, START + MINUTE, { kind: 'loseSeat', personId: A.personId });
  expect(served.state('i-1')).toMatchObject({ claim: null, phase: 'dispatched', acknowledgedBy: '甲' });
});

test('who asked for it has it at once when the holder lets go or is gone', () => {
  for (const end of [{ kind: 'release', person: A } as const, { kind: 'loseSeat', personId: A.personId } as const]) {
    const ledger = accepted();
    act(ledger, START, { kind: 'claim', person: A });
    act(ledger, START, { kind: 'askTakeOver', person: B });
    act(ledger, START + 1_000, end);
    expect(ledger.state('i-1').claim).toEqual({ ...B, since: START + 1_000, wantedBy: null });
  }
});

test('what another officer did meanwhile is marked with whose it was', () => {
  const ledger = accepted();
  act(ledger, START, { kind: 'claim', person: A });
  ledger.act('i-1', START + 30_000, sendUnit('d-1'), OTHER);
  ledger.act('i-1', START + 31_000, sendUnit('d-2', 'u-002'));
  const sent = ledger.state('i-1').timeline.filter(({ kind }) => kind === 'incident.dispatched');
  expect(sent.map(({ by, facts }) => [by, facts.holder])).toEqual([
    ['乙', '甲'],
    ['甲', undefined],
  ]);
});

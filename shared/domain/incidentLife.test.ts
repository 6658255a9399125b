import { expect, test } from 'vitest';
import { INCIDENT_KIND_CATALOG, INCIDENT_KINDS } from '../catalog/incidentKinds.ts';
import { RESPONSE_PROFILES } from '../catalog/profiles.ts';
import { sopStep } from '../catalog/sopSteps.ts';
import type { Actor } from './event.ts';
import { closingGaps } from './incidentClosing.ts';
import { accepted, HOUR, Ledger, MINUTE, OFFICER, OTHER, opening, START, sendUnit } from './incidentLife.fixture.ts';
import { ownerOf } from './incidentLife.ts';

const WEST = { code: '990102001', name: '西城街道' };
const EAST = { code: '990101001', name: '东城街道' };
const transfer = (to = WEST, dueAt = START + 24 * HOUR) =>
  ({ kind: 'transfer', transferId: `t-${to.code}-${dueAt}`, to, dueAt, reason: '属地处理' }) as const;
const feedBack = (text: string, feedbackId = `f-${text}`) =>
  ({ kind: 'feedBack', feedbackId, text, unit: null }) as const;
const close = (reason: 'real' | 'false' | 'test', forceReason = '') =>
  ({ kind: 'close', reason, note: '', forceReason }) as const;

test('verifying counts the seconds from acceptance, ticks its step and is replaced by a later verdict', () => {
  const ledger = accepted();
  ledger.act('i-1', START + 52_000, { kind: 'verify', verdict: 'unsure', means: 'video', note: '' });
  ledger.act('i-1', START + 70_000, { kind: 'verify', verdict: 'real', means: 'phone', note: '店主确认' });
  expect(ledger.state('i-1').verification).toEqual({
    verdict: 'real',
    means: 'phone',
    note: '店主确认',
    at: START + 70_000,
    by: '甲',
    tookSeconds: 60,
  });
  expect(ledger.state('i-1').steps.find(({ id }) => id === 'callBack')).toMatchObject({
    state: 'done',
    at: START + 52_000,
  });
});

test('an incident nobody had accepted is accepted by whoever verifies it, and took no time', () => {
  const ledger = new Ledger();
  ledger.act('i-1', START, opening('i-1', 1));
  ledger.act('i-1', START + 9_000, { kind: 'verify', verdict: 'false', means: 'video', note: '' });
  expect(ledger.state('i-1')).toMatchObject({ acknowledgedBy: '甲', verification: { tookSeconds: 0 } });
});

test('a new kind brings its procedure and its limits, and keeps what was ticked, met and missed', () => {
  const ledger = accepted({ incidentKind: 'dispute', profile: null });
  ledger.act('i-1', START + 20_000, sendUnit('d-1'));
  ledger.act('i-1', START + 50_000, { kind: 'moveDispatch', dispatchId: 'd-1', move: 'arrive', reason: null });
  ledger.act('i-1', START + 55_000, { kind: 'markStep', stepId: 'mediate', state: 'done', reason: null });
  const asFight = {
    kind: 'classify',
    incidentKind: 'fight',
    level: 2,
    reason: '已动手',
    profile: RESPONSE_PROFILES['fujian-a'],
  } as const;
  expect(ledger.act('i-1', START + 60_000, asFight)).toBeNull();
  const { kind, level, steps, clock } = ledger.state('i-1');
  expect([kind, level]).toEqual(['fight', 2]);
  expect(steps.filter(({ state }) => state === 'done').map(({ id }) => id)).toEqual([
    'mediate',
    'answer',
    'send',
    'arrive',
  ]);
  expect(steps.slice(1).map(({ id }) => id)).toEqual(INCIDENT_KIND_CATALOG.fight.steps.map(({ id }) => id));
  expect(clock.map(({ seconds, dueAt, metAt }) => [seconds, dueAt - START, metAt])).toEqual([
    [60, 60_000, START + 50_000],
    [180, 180_000, START + 50_000],
    [300, 300_000, null],
  ]);
  expect(ledger.act('i-1', START + 61_000, asFight)).toBe('sameClass');
});

test('a level alone changes neither procedure nor limits', () => {
  const ledger = accepted();
  const { steps, clock } = ledger.state('i-1');
  const lower = { kind: 'classify', incidentKind: 'holdUp', level: 3, reason: '轻微', profile: null } as const;
  ledger.act('i-1', START + 20_000, lower);
  expect(ledger.state('i-1')).toMatchObject({ level: 3, steps, clock });
});

test('a transfer is offered, taken over, settled and given back; two returns are flagged once', () => {
  const ledger = accepted();
  const at = (minutes: number) => START + minutes * MINUTE;
  expect(ledger.act('i-1', at(1), transfer())).toBeNull();
  expect(ledger.act('i-1', at(2), transfer(EAST))).toBe('transferPending');
  expect(ledger.state('i-1').phase).toBe('dispatched');
  expect(ledger.act('i-1', at(3), { kind: 'acceptTransfer' }, OTHER)).toBeNull();
  expect([ownerOf(ledger.state('i-1')), ledger.state('i-1').phase]).toEqual([WEST, 'onScene']);
  expect(ledger.act('i-1', at(4), transfer())).toBe('alreadyThere');
  expect(ledger.act('i-1', at(5), transfer(EAST))).toBeNull();
  expect(ledger.act('i-1', at(6), { kind: 'returnTransfer', reason: '非本辖区' }, OTHER)).toBeNull();
  expect([ownerOf(ledger.state('i-1')), ledger.state('i-1').pingPongAt]).toEqual([WEST, null]);
  expect(ledger.act('i-1', at(7), { kind: 'returnTransfer', reason: '已处理完' }, OTHER)).toBeNull();
  expect([ownerOf(ledger.state('i-1')), ledger.state('i-1').pingPongAt]).toEqual([null, at(7)]);
  expect(ledger.act('i-1', at(8), { kind: 'returnTransfer', reason: '再退' })).toBe('noTransfer');
  expect(ledger.act('i-1', at(8), { kind: 'acceptTransfer' })).toBe('noTransfer');
  ledger.act('i-1', at(9), transfer(EAST));
  ledger.act('i-1', at(10), { kind: 'returnTransfer', reason: '三次' });
  expect(ledger.kinds.filter((kind) => kind === 'incident.pingPongFlagged')).toEqual(['incident.pingPongFlagged']);
});

test('a deadline must lie ahead and within ninety days', () => {
  const ledger = accepted();
  expect([
    ledger.act('i-1', START + MINUTE, transfer(WEST, START)),
    ledger.act('i-1', START + MINUTE, transfer(WEST, START + 91 * 24 * HOUR)),
    ledger.act('i-1', START + MINUTE, { kind: 'urge', urgeId: 'g', text: '快', dueAt: START }),
  ]).toEqual(['deadlinePast', 'deadlineFar', 'deadlinePast']);
});

test('what goes past its deadline is said once, and not at all once there is feedback', () => {
  const ledger = accepted();
  ledger.act('i-1', START + MINUTE, { kind: 'urge', urgeId: 'g-1', text: '尽快到场', dueAt: START + HOUR });
  ledger.act('i-1', START + MINUTE, transfer(WEST, START + 2 * HOUR));
  const watch = (at: number) => ledger.act('i-1', at, { kind: 'watchDeadlines' });
  const late = () => ledger.kinds.filter((kind) => kind.endsWith('Overdue'));
  watch(START + HOUR - 1);
  expect(late()).toEqual([]);
  watch(START + HOUR);
  watch(START + HOUR + 1);
  expect(late()).toEqual(['incident.urgeOverdue']);
  ledger.act('i-1', START + HOUR + MINUTE, feedBack('已到场'));
  watch(START + 3 * HOUR);
  expect(late()).toEqual(['incident.urgeOverdue']);
  expect(ledger.state('i-1').urges).toMatchObject([{ answeredAt: START + HOUR + MINUTE, overdueAt: START + HOUR }]);
});

test('a transfer nobody settles is overdue, once', () => {
  const ledger = accepted();
  ledger.act('i-1', START + MINUTE, transfer(WEST, START + HOUR));
  ledger.act('i-1', START + 2 * MINUTE, { kind: 'acceptTransfer' });
  for (const minutes of [60, 61]) ledger.act('i-1', START + minutes * MINUTE, { kind: 'watchDeadlines' });
  expect(ledger.kinds.filter((kind) => kind === 'incident.transferOverdue')).toHaveLength(1);
  expect(ledger.state('i-1').transfers).toMatchObject([{ state: 'accepted', overdueAt: START + HOUR }]);
});

test('the phases follow what was done, said, checked, closed and evaluated', () => {
  const ledger = accepted({ incidentKind: 'dispute', profile: null });
  const phases: string[] = [];
  const act = (minutes: number, command: Parameters<Ledger['act']>[2]) => {
    expect(ledger.act('i-1', START + minutes * MINUTE, command)).toBeNull();
    phases.push(ledger.state('i-1').phase);
  };
  act(1, sendUnit('d-1'));
  act(2, { kind: 'moveDispatch', dispatchId: 'd-1', move: 'arrive', reason: null });
  act(3, { kind: 'moveDispatch', dispatchId: 'd-1', move: 'finish', reason: null });
  act(4, feedBack('已调解'));
  act(5, { kind: 'check', result: 'failed', means: 'phone', text: '又吵起来' });
  act(6, feedBack('再次调解', 'f-2'));
  act(7, { kind: 'check', result: 'passed', means: 'phone', text: '' });
  act(8, close('real'));
  act(9, { kind: 'evaluate', result: 'good', response: 'excellent', note: '' });
  act(10, { kind: 'reopen', reason: '再次报警' });
  expect(phases).toEqual([
    'dispatched',
    'onScene',
    'feedback',
    'check',
    'onScene',
    'check',
    'check',
    'closed',
    'evaluated',
    'accepted',
  ]);
});

test('what a unit says as it finishes is feedback and ticks the record', () => {
  const ledger = accepted();
  ledger.act('i-1', START + MINUTE, sendUnit('d-1'));
  ledger.act('i-1', START + 2 * MINUTE, { kind: 'moveDispatch', dispatchId: 'd-1', move: 'arrive', reason: null });
  ledger.act('i-1', START + 3 * MINUTE, { kind: 'moveDispatch', dispatchId: 'd-1', move: 'finish', reason: '已劝离' });
  expect(ledger.state('i-1')).toMatchObject({
    phase: 'check',
    feedback: [{ text: '已劝离', unitName: '网格员 u-001' }],
  });
  expect(ledger.state('i-1').steps.find(({ id }) => id === 'record')?.state).toBe('done');
});

test('there is nothing to check before something is done, and a failed check says why', () => {
  const ledger = accepted();
  const check = (result: 'passed' | 'failed', text = '') => ({ kind: 'check', result, means: 'phone', text }) as const;
  expect(ledger.act('i-1', START + MINUTE, check('passed'))).toBe('nothingToCheck');
  ledger.act('i-1', START + MINUTE, feedBack('好了'));
  expect(ledger.act('i-1', START + 2 * MINUTE, check('failed'))).toBe('reasonNeeded');
  expect(ledger.act('i-1', START + 2 * MINUTE, check('failed', '没好'))).toBeNull();
  expect(ledger.act('i-1', START + 3 * MINUTE, check('passed'))).toBe('nothingToCheck');
});

test('closing waits for what must be done, names it, and is done all the same with a reason', () => {
  const ledger = accepted({ incidentKind: 'fire' });
  ledger.act('i-1', START + MINUTE, { kind: 'verify', verdict: 'false', means: 'video', note: '' });
  ledger.act('i-1', START + MINUTE, { kind: 'urge', urgeId: 'g-1', text: '快', dueAt: START + HOUR });
  ledger.act('i-1', START + MINUTE, transfer());
  expect(closingGaps(ledger.state('i-1'), 'real')).toEqual([
    { code: 'transfer' },
    { code: 'urge' },
    { code: 'verdict' },
    { code: 'step', stepId: 'brigade' },
  ]);
  expect(closingGaps(ledger.state('i-1'), 'false')).toEqual([{ code: 'transfer' }, { code: 'urge' }]);
  expect(ledger.act('i-1', START + 2 * MINUTE, close('false'))).toBe('closeNotReady');
  expect(ledger.act('i-1', START + 2 * MINUTE, close('false', '演练误入'))).toBeNull();
  expect(ledger.state('i-1')).toMatchObject({
    phase: 'closed',
    claim: null,
    forced: { reason: '演练误入', gaps: [{ code: 'transfer' }, { code: 'urge' }] },
  });
});

test('it is opened again within its window, its limits run on, and never after it', () => {
  const ledger = accepted();
  const { clock } = ledger.state('i-1');
  ledger.act('i-1', START + MINUTE, close('false'));
  expect(ledger.act('i-1', START + MINUTE + 24 * HOUR + 1, { kind: 'reopen', reason: '晚了' })).toBe('reopenTooLate');
  expect(ledger.act('i-1', START + MINUTE + 24 * HOUR, { kind: 'reopen', reason: '复发' }, OTHER)).toBeNull();
  expect(ledger.state('i-1')).toMatchObject({
    phase: 'accepted',
    acknowledgedBy: '乙',
    closedAt: null,
    closeReason: null,
    clock,
    reopenings: [{ by: '乙', reason: '复发', closedAt: START + MINUTE, closeReason: 'false' }],
  });
  expect(ledger.act('i-1', START + 30 * HOUR, { kind: 'reopen', reason: '再开' })).toBe('notClosed');
});

test('only what is closed is evaluated, and nothing else happens to it', () => {
  const ledger = accepted();
  const evaluate = { kind: 'evaluate', result: 'belowStandard', response: 'good', note: '到场慢' } as const;
  expect(ledger.act('i-1', START + MINUTE, evaluate)).toBe('notClosed');
  ledger.act('i-1', START + MINUTE, close('test'));
  expect(ledger.act('i-1', START + 2 * MINUTE, evaluate)).toBeNull();
  expect(ledger.state('i-1').evaluation).toEqual({
    result: 'belowStandard',
    response: 'good',
    note: '到场慢',
    at: START + 2 * MINUTE,
    by: '甲',
  });
  expect(ledger.act('i-1', START + 3 * MINUTE, feedBack('晚了'))).toBe('incidentClosed');
});

test('what is entered by hand is accepted by whoever enters it; what a program enters waits for somebody', () => {
  const byHand = (actor: Actor) => {
    const ledger = new Ledger();
    const told = { alarm: null, source: 'phone', callerWords: '有人打架' } as const;
    const reporter = { ref: 'p-1', name: '张**', phone: '138****0001' };
    ledger.act('i-1', START, opening('i-1', 1, { ...told, reporter }), actor);
    const { source, callerWords, acknowledgedBy, phase } = ledger.state('i-1');
    return { source, callerWords, acknowledgedBy, phase, reporter: ledger.state('i-1').reporter };
  };
  const told = {
    source: 'phone',
    callerWords: '有人打架',
    reporter: { ref: 'p-1', name: '张**', phone: '138****0001' },
  };
  expect(byHand(OFFICER)).toEqual({ ...told, acknowledgedBy: '甲', phase: 'accepted' });
  expect(byHand({ kind: 'system', id: 'reports' })).toEqual({ ...told, acknowledgedBy: null, phase: 'received' });
});

test('the record of an incident never holds who reported it', () => {
  const ledger = new Ledger();
  const reporter = { ref: 'p-1', name: '张**', phone: '138****0001' };
  ledger.act('i-1', START, opening('i-1', 1, { alarm: null, source: 'phone', reporter }));
  expect(JSON.stringify(ledger.state('i-1').timeline)).not.toContain('138****0001');
});

test('every kind has a procedure of four to nine steps, each with one name, one doer and no twin', () => {
  const bad = INCIDENT_KINDS.filter((kind) => {
    const { steps } = INCIDENT_KIND_CATALOG[kind];
    const ids = steps.map(({ id }) => id);
    return steps.length < 4 || steps.length > 9 || new Set(ids).size !== ids.length;
  });
  expect(bad).toEqual([]);
  const used = INCIDENT_KINDS.flatMap((kind) => INCIDENT_KIND_CATALOG[kind].steps);
  expect(used.filter((step) => sopStep(step.id) !== step)).toEqual([]);
});

import { expect, test } from 'vitest';
import type { IncidentEventKind } from '../domain/incident.ts';
import { SCREENS } from './index.ts';
import { timelineSentence, timelineSentences } from './timeline.ts';

/** Paths of every leaf, so that a branch missing deep inside shows. */
function leaves(texts: object, path = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? leaves(value, `${path}${key}.`) : [`${path}${key}`],
  );
}

function plainTexts(texts: object): string[] {
  return Object.values(texts).flatMap((value) =>
    typeof value === 'object' && value !== null ? plainTexts(value) : typeof value === 'string' ? [value] : [],
  );
}

const CJK = /[\u3400-\u9fff]/;

test.each(Object.keys(SCREENS) as (keyof typeof SCREENS)[])('%s says the same things in both languages', (screen) => {
  expect(leaves(SCREENS[screen].en).sort()).toEqual(leaves(SCREENS[screen]['zh-CN']).sort());
});

test('no screen is empty anywhere, and English has no Chinese in it but the switch to Chinese', () => {
  const english = Object.values(SCREENS).flatMap((screen) => plainTexts(screen.en));
  const chinese = Object.values(SCREENS).flatMap((screen) => plainTexts(screen['zh-CN']));
  expect([...english, ...chinese].filter((text) => text.trim() === '')).toEqual([]);
  expect(english.filter((text) => CJK.test(text))).toEqual(['中文']);
});

const line = (kind: string, facts: Record<string, unknown>) => ({ seq: 1, at: 0, kind, by: '值班员', facts, times: 1 });
const alarm = { title: { zh: '紧急求助', en: 'Panic' }, joined: 'nearby', restore: false };
const FACTS: Record<IncidentEventKind, Record<string, unknown>> = {
  'incident.opened': { source: 'alarm', kind: 'fire', title: '', alarm, isSilent: false },
  'incident.alarmJoined': { alarm, renews: true },
  'incident.acknowledged': {},
  'incident.recommended': {},
  'incident.dispatched': { unitName: '巡防一队', isAutomatic: true, etaSeconds: 83, task: 'respond' },
  'incident.dispatchConfirmed': { unitName: '巡防一队' },
  'incident.dispatchMoved': { unitName: '巡防一队', to: 'refused', reason: '车辆故障' },
  'incident.noticeAnswered': { unitName: '巡防一队', isTaken: false },
  'incident.noticeExhausted': { reason: '' },
  'incident.stepMarked': { stepId: 'brigade', state: 'skipped', reason: '无需' },
  'incident.noted': { text: '已到' },
  'incident.reportAttached': { words: '楼下冒烟', attachment: { isAutomatic: true, distanceM: 40, apartMs: 120_000 } },
  'incident.reportDetached': {},
  'incident.clockWarned': { seconds: 180 },
  'incident.limitWarned': { limit: 'transfer:t-1', dueAt: 0 },
  'incident.limitMissed': { limit: 'answer', dueAt: 0 },
  'incident.escalated': { to: 'leader', step: 1, why: 'unanswered' },
  'incident.escalationAcknowledged': { to: 'leader', why: 'unanswered' },
  'incident.arrivalForecast': {
    ...{ seconds: 180, isLate: true, lateBySeconds: 100, unitId: 'u-1', unitName: '巡防一队' },
    proposal: { unitId: 'u-014', unitName: '网格员 14', etaSeconds: 70 },
  },
  'incident.clockMissed': { seconds: 180 },
  'incident.closed': { reason: 'real', note: '已扑灭' },
  'incident.verified': { verdict: 'real', means: 'video', tookSeconds: 42, note: '' },
  'incident.classified': { fromKind: 'fire', fromLevel: 1, kind: 'gas', level: 2, reason: '闻到气味' },
  'incident.merged': { intoId: 'i-2', intoNumber: '20261121-002', reason: '同一处' },
  'incident.absorbed': { fromId: 'i-1', fromNumber: '20261121-001', reason: '同一处' },
  'incident.splitOff': { newId: 'i-3', newNumber: '20261121-003', alarmIds: ['a-1'], reason: '另一处' },
  'incident.linked': { groupName: '东溪派出所', groupKind: 'police', reasons: [{ code: 'area', area: '990101001' }] },
  'incident.linkAnswered': {
    groupName: '东溪派出所',
    memberName: null,
    state: 'acknowledged',
    via: 'desk',
    saidBy: '王警官',
    reason: null,
  },
  'incident.linkSilent': { groupName: '东溪派出所', seconds: 120 },
  'incident.related': { otherId: 'i-4', otherNumber: '20261121-004', note: '' },
  'incident.transferred': { from: null, to: { code: '990102', name: '西城街道' }, dueAt: 0, reason: '属地' },
  'incident.transferAccepted': { to: { code: '990102', name: '西城街道' } },
  'incident.transferReturned': { to: { code: '990102', name: '西城街道' }, reason: '非本辖区' },
  'incident.transferOverdue': { to: { code: '990102', name: '西城街道' } },
  'incident.pingPongFlagged': { returns: 2 },
  'incident.urged': { urgeId: 'g-1', text: '尽快', dueAt: 0 },
  'incident.urgeOverdue': { urgeId: 'g-1', text: '尽快' },
  'incident.fedBack': { feedbackId: 'f-1', text: '已处置', unitId: null, unitName: '巡防一队' },
  'incident.checked': { result: 'failed', means: 'phone', text: '仍有积水' },
  'incident.reopened': { reason: '复燃' },
  'incident.evaluated': { result: 'good', response: 'excellent', note: '' },
  'incident.claimed': { personId: 'p-1', name: '甲', from: null },
  'incident.takeOverAsked': { personId: 'p-2', name: '乙', holder: { personId: 'p-1', name: '甲' }, dueAt: 0 },
  'incident.takeOverKept': { wantedBy: { personId: 'p-2', name: '乙' } },
  'incident.claimReleased': { holder: { personId: 'p-1', name: '甲' }, reason: null, returns: true },
};

test('every kind of event has a sentence of its own in both languages', () => {
  const kinds = Object.keys(timelineSentences['zh-CN']).sort();
  expect(kinds).toEqual(Object.keys(FACTS).sort());
  for (const language of ['zh-CN', 'en'] as const) {
    const sentences = Object.entries(FACTS).map(([kind, facts]) => timelineSentence(line(kind, facts), language));
    expect(sentences.filter((sentence) => /undefined|null|incident\./.test(sentence))).toEqual([]);
    expect(new Set(sentences).size).toBe(sentences.length);
  }
});

test('sentences read as an officer would say them', () => {
  const say = (kind: IncidentEventKind) => timelineSentence(line(kind, FACTS[kind]), 'zh-CN');
  expect(say('incident.dispatched')).toBe('自动通知 巡防一队 出警，预计 1:23');
  expect(say('incident.dispatchMoved')).toBe('巡防一队 已拒绝：车辆故障');
  expect(say('incident.stepMarked')).toBe('步骤跳过：通报消防救援（无需）');
  expect(say('incident.closed')).toBe('结案：属实（已扑灭）');
  expect(say('incident.verified')).toBe('核实：属实（视频，受理后 0:42）');
  expect(say('incident.checked')).toBe('核查未通过（电话）：仍有积水');
});

test('a kind this window does not know is shown by its name', () => {
  expect(timelineSentence(line('incident.fromTheFuture', {}), 'zh-CN')).toBe('incident.fromTheFuture');
});

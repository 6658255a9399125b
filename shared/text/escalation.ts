import type { EscalationLevel } from '../catalog/escalation.ts';
import type { ClockKind } from '../domain/clock.ts';
import type { EscalationReason } from '../domain/escalation.ts';
import type { Bilingual } from '../kit/bilingual.ts';
import { bilingual } from './language.ts';

/** Names of levels and reasons, for lists, notices and the incident's record. */
export const ESCALATION_WORDS: {
  readonly to: Readonly<Record<EscalationLevel, Bilingual>>;
  readonly why: Readonly<Record<EscalationReason, Bilingual>>;
} = {
  to: {
    seat: { zh: '席位', en: 'the seat' },
    leader: { zh: '带班领导', en: 'the leader' },
    next: { zh: '上一级', en: 'the next level' },
    wall: { zh: '大屏', en: 'the wall' },
  },
  why: {
    unanswered: { zh: '无人受理', en: 'Nobody answers' },
    orderLate: { zh: '派遣超时', en: 'Nobody was sent in time' },
    arrivalLate: { zh: '到场超时', en: 'Nobody arrived in time' },
    handlingLate: { zh: '处置超时', en: 'Handling is overdue' },
    transferLate: { zh: '移交超时', en: 'The transfer is overdue' },
    urgeLate: { zh: '督办超时', en: 'The demand is overdue' },
    pingPong: { zh: '推诿退回', en: 'It was sent back twice' },
  },
};

const CLOCK_NAMES: Readonly<Record<ClockKind, Bilingual>> = {
  answer: { zh: '受理时限', en: 'Answer limit' },
  order: { zh: '派遣时限', en: 'Order limit' },
  arrival: { zh: '到场时限', en: 'Arrival limit' },
  handling: { zh: '处置时限', en: 'Handling limit' },
  transfer: { zh: '移交期限', en: 'Transfer deadline' },
  urge: { zh: '督办期限', en: 'Deadline of the demand' },
};

/** By its key: `answer`, `transfer:<id>`. */
export function limitName(key: string): Bilingual {
  const [kind = ''] = key.split(':');
  return CLOCK_NAMES[kind as ClockKind] ?? { zh: '时限', en: 'Limit' };
}

interface EscalationText {
  clocks: string;
  left(time: string): string;
  over(time: string): string;
  met(time: string): string;
  metLate(time: string): string;
  hours(count: number): string;
  /** A closed incident's limit that nobody needed any more. */
  unused: string;
  likelyLate(by: string): string;
  addUnit(name: string): string;
  /** When who is proposed could be there. */
  addUnitHint(eta: string): string;
  nobodySooner: string;
  raisedTitle(count: number): string;
  raisedTo(level: string): string;
  raisedFor(time: string): string;
  acknowledge(count: number): string;
  acknowledgeHint: string;
  onlyTold: string;
  wallTitle(count: number): string;
  wallMore(count: number): string;
  queueRaised(level: string): string;
  queueLate(by: string): string;
}

export const escalationText = bilingual<EscalationText>(
  {
    clocks: '时限',
    left: (time) => `剩 ${time}`,
    over: (time) => `超时 ${time}`,
    met: (time) => `用时 ${time}`,
    metLate: (time) => `用时 ${time}，超时`,
    hours: (count) => `${count} 小时`,
    unused: '结案前未到期',
    likelyLate: (by) => `可能晚到 ${by}`,
    addUnit: (name) => `加派 ${name}`,
    addUnitHint: (eta) => `${eta} 可到`,
    nobodySooner: '没有更快的空闲力量',
    raisedTitle: (count) => `${count} 起事件升级，等待确认`,
    raisedTo: (level) => `已升级至${level}`,
    raisedFor: (time) => `已 ${time}`,
    acknowledge: (count) => (count > 1 ? `确认收到全部 ${count} 起` : '确认收到'),
    acknowledgeHint: '确认只表示已知悉；报警声要到受理才停止',
    onlyTold: '等待带班领导确认',
    wallTitle: (count) => `${count} 起事件无人处理`,
    wallMore: (count) => `另有 ${count} 起`,
    queueRaised: (level) => `升级 ${level}`,
    queueLate: (by) => `可能晚 ${by}`,
  },
  {
    clocks: 'Limits',
    left: (time) => `${time} left`,
    over: (time) => `${time} over`,
    met: (time) => `took ${time}`,
    metLate: (time) => `took ${time}, late`,
    hours: (count) => `${count} h`,
    unused: 'Closed before it was due',
    likelyLate: (by) => `Likely late by ${by}`,
    addUnit: (name) => `Send ${name} too`,
    addUnitHint: (eta) => `there in ${eta}`,
    nobodySooner: 'No free unit would be sooner',
    raisedTitle: (count) => (count === 1 ? '1 incident raised, to be read' : `${count} incidents raised, to be read`),
    raisedTo: (level) => `Raised to ${level}`,
    raisedFor: (time) => `for ${time}`,
    acknowledge: (count) => (count > 1 ? `I have read all ${count}` : 'I have read it'),
    acknowledgeHint: 'The alarm sounds on until it is accepted',
    onlyTold: 'Waiting for the leader to read it',
    wallTitle: (count) => (count === 1 ? '1 incident nobody deals with' : `${count} incidents nobody deals with`),
    wallMore: (count) => `${count} more`,
    queueRaised: (level) => `Raised: ${level}`,
    queueLate: (by) => `likely ${by} late`,
  },
);

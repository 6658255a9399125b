import { bilingual } from './language.ts';

interface QueueText {
  title: string;
  openTab(count: number): string;
  closedTab(count: number): string;
  unanswered(count: number): string;
  moreUnanswered(count: number): string;
  handled(count: number): string;
  empty: string;
  emptyHandled: string;
  emptyClosed: string;
  loading: string;
  nobody: string;
  automatic: string;
  /** The system has told this unit and it has not answered. */
  told(unit: string): string;
  /** How many others are on it. */
  more(count: number): string;
  /** Names one limit of the 1-3-5 clock; what is left of it, or how far it is over, stands behind it. */
  limit(minutes: number): string;
  limitLeft(left: string): string;
  limitOver(over: string): string;
  limitMet: string;
  limitMetLate(minutes: number): string;
  silent: string;
  alarms(count: number): string;
  closedAs(reason: string, at: string): string;
  newAlarm(what: string, where: string): string;
  ageLabel(age: string): string;
  openIncident: string;
  where(grid: string, address: string): string;
}

export const queueText = bilingual<QueueText>(
  {
    title: '事件队列',
    openTab: (count) => `未结 ${count}`,
    closedTab: (count) => `今日已结 ${count}`,
    unanswered: (count) => `待受理 ${count}`,
    moreUnanswered: (count) => `还有 ${count} 起未受理`,
    handled: (count) => `已受理 ${count}`,
    empty: '当前没有未结事件。报警到达时会在这里置顶并发出警声。',
    emptyHandled: '没有已受理的事件。',
    emptyClosed: '今日还没有结案的事件。',
    loading: '正在取得事件…',
    nobody: '尚未派遣',
    automatic: '自动',
    told: (unit) => `已自动通知 ${unit}`,
    more: (count) => `另 ${count} 个`,
    limit: (minutes) => `${minutes} 分限`,
    limitLeft: (left) => `剩 ${left}`,
    limitOver: (over) => `超 ${over}`,
    limitMet: '时限达成',
    limitMetLate: (minutes) => `${minutes} 分限 超时到场`,
    silent: '静默',
    alarms: (count) => `${count} 次报警`,
    closedAs: (reason, at) => `${reason} · ${at} 结案`,
    newAlarm: (what, where) => `新报警：${what}，${where}`,
    ageLabel: (age) => `已过 ${age}`,
    openIncident: '登记事件',
    where: (grid, address) => `${grid} · ${address}`,
  },
  {
    title: 'Incident queue',
    openTab: (count) => `Open ${count}`,
    closedTab: (count) => `Closed today ${count}`,
    unanswered: (count) => `Unanswered ${count}`,
    moreUnanswered: (count) => `${count} more unanswered`,
    handled: (count) => `Accepted ${count}`,
    empty: 'No open incidents. When an alarm arrives it is pinned here and the tone sounds.',
    emptyHandled: 'No accepted incidents.',
    emptyClosed: 'Nothing has been closed today.',
    loading: 'Getting the incidents…',
    nobody: 'Nobody sent',
    automatic: 'auto',
    told: (unit) => `auto-told ${unit}`,
    more: (count) => `+${count}`,
    limit: (minutes) => `${minutes} min`,
    limitLeft: (left) => `${left} left`,
    limitOver: (over) => `${over} over`,
    limitMet: 'Limits met',
    limitMetLate: (minutes) => `${minutes} min limit kept late`,
    silent: 'Silent',
    alarms: (count) => `${count} alarms`,
    closedAs: (reason, at) => `${reason} · closed ${at}`,
    newAlarm: (what, where) => `New alarm: ${what}, ${where}`,
    ageLabel: (age) => `Age ${age}`,
    openIncident: 'Open by hand',
    where: (grid, address) => `${grid} · ${address}`,
  },
);

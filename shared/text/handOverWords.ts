/** What is handed over, in words: for the window, the printed page and the notes of who takes a file in. */
import { INCIDENT_KIND_CATALOG } from '../catalog/incidentKinds.ts';
import type { ItemStanding } from '../domain/handOver.ts';
import type { HandOverItem, HandOverItemKind, OpenPromise } from '../domain/handOverItems.ts';
import type { Standing } from '../domain/shift.ts';
import { bilingual, type Language, pick } from './language.ts';
import { actorName } from './system.ts';
import { formatDayTime } from './time.ts';
import { words } from './words.ts';

interface HandOverWords {
  kind: Record<HandOverItemKind, string>;
  promise: Record<OpenPromise['code'], (text: string) => string>;
  standing: Record<ItemStanding, string>;
  attendance: Record<Standing, string>;
  code: Record<string, string>;
  channel: Record<string, string>;
  since(at: string): string;
  due(at: string): string;
  who(names: string): string;
  unread(count: string): string;
  adHoc: string;
}

export const handOverWords = bilingual<HandOverWords>(
  {
    kind: {
      incident: '未结事件',
      promise: '待兑现承诺',
      device: '异常设备',
      shelf: '搁置报警',
      maintenance: '检修中',
      task: '超时任务',
      fieldReport: '一线上报',
      publicReport: '公众上报',
      message: '未读消息',
      note: '须交接备注',
    },
    promise: {
      urge: (text) => `待答复督办“${text}”`,
      transferOut: (text) => `已转 ${text}`,
      transferIn: (text) => `转来待接：${text}`,
      checkAgain: (text) => `核查未通过${text ? `：${text}` : ''}`,
      report: () => '上报人等待回复',
    },
    standing: { untouched: '未过目', changed: '有变化，须重看', asked: '等待答复', seen: '已阅', taken: '接手' },
    attendance: { awaited: '未到时间', present: '在班', left: '已下班', late: '迟到未到', absent: '缺勤' },
    code: {
      unanswered: '未受理',
      lost: '失联',
      mains: '外部供电故障',
      battery: '电池故障',
      tamper: '防拆报警',
      clock: '时钟偏差',
      maintenance: '检修',
      overdue: '超时',
      refused: '无人接受',
      waiting: '待处理',
      open: '未办结',
    },
    channel: { wechat: '微信', form: '网页表单' },
    since: (at) => `自 ${at}`,
    due: (at) => `时限 ${at}`,
    who: (names) => `经办 ${names}`,
    unread: (count) => `${count} 条未读`,
    adHoc: '临时班次',
  },
  {
    kind: {
      incident: 'Open incident',
      promise: 'Promise to keep',
      device: 'Device in trouble',
      shelf: 'Shelved alarms',
      maintenance: 'In maintenance',
      task: 'Late task',
      fieldReport: "Unit's report",
      publicReport: 'Public report',
      message: 'Unread messages',
      note: 'Note to hand over',
    },
    promise: {
      urge: (text) => `demand to answer: “${text}”`,
      transferOut: (text) => `transferred to ${text}`,
      transferIn: (text) => `transferred in, not accepted: ${text}`,
      checkAgain: (text) => `check back failed${text ? `: ${text}` : ''}`,
      report: () => 'the reporter waits for a word',
    },
    standing: {
      untouched: 'not looked at',
      changed: 'changed: look again',
      asked: 'waits for an answer',
      seen: 'read',
      taken: 'taken in hand',
    },
    attendance: { awaited: 'not yet due', present: 'on duty', left: 'gone off', late: 'late', absent: 'absent' },
    code: {
      unanswered: 'not accepted',
      lost: 'lost',
      mains: 'mains fault',
      battery: 'battery fault',
      tamper: 'tamper',
      clock: 'clock off',
      maintenance: 'maintenance',
      overdue: 'overdue',
      refused: 'nobody took it',
      waiting: 'waiting',
      open: 'not settled',
    },
    channel: { wechat: 'WeChat', form: 'web form' },
    since: (at) => `since ${at}`,
    due: (at) => `limit ${at}`,
    who: (names) => `in hand: ${names}`,
    unread: (count) => `${count} unread`,
    adHoc: 'Unplanned shift',
  },
);

/** What it is called: `20261122-003 斗殴 东溪社区`. */
export function itemTitle(item: HandOverItem, language: Language): string {
  const { channel, adHoc, promise } = handOverWords[language];
  if (item.kind === 'incident') {
    const kind = item.incidentKind ? pick(INCIDENT_KIND_CATALOG[item.incidentKind], language) : '';
    return [item.number, kind, item.name].filter(Boolean).join(' ');
  }
  if (item.kind === 'note') return item.text ?? '';
  if (item.kind === 'promise')
    return [item.number, promise[item.code as OpenPromise['code']]?.(item.text ?? '')].filter(Boolean).join(' ');
  if (item.kind === 'publicReport') return [channel[item.name] ?? item.name, item.text].filter(Boolean).join(' · ');
  return [item.name || adHoc, item.kind === 'fieldReport' ? item.text : null].filter(Boolean).join(' · ');
}

/** Everything else that is known of it, in one line. */
export function itemDetail(item: HandOverItem, language: Language): string {
  const { promise, since, due, who } = handOverWords[language];
  const names = item.who.map((name) => actorName(name, language)).join(language === 'en' ? ', ' : '、');
  return [
    item.kind === 'promise' ? item.name : stateOf(item, language),
    item.address,
    item.sinceAt > 0 ? since(formatDayTime(item.sinceAt)) : null,
    item.dueAt === null ? null : due(formatDayTime(item.dueAt)),
    names ? who(names) : null,
    ...item.promises.map(
      ({ code, text, dueAt }) => promise[code](text) + (dueAt === null ? '' : ` (${due(formatDayTime(dueAt))})`),
    ),
    ['shelf', 'maintenance', 'task', 'message'].includes(item.kind) ? item.text : null,
  ]
    .filter(Boolean)
    .join(language === 'en' ? '; ' : '；');
}

function stateOf({ kind, code }: HandOverItem, language: Language): string {
  const { code: known, unread } = handOverWords[language];
  if (kind === 'message') return unread(code);
  const { phase, alarmClass } = words[language];
  const others: Readonly<Record<string, string>> = kind === 'shelf' ? alarmClass : phase;
  return code
    .split(' ')
    .map((each) => (kind === 'shelf' ? undefined : known[each]) ?? others[each] ?? each)
    .join(language === 'en' ? ', ' : '、');
}

import type { DispatchMove } from '#shared/domain/dispatch.ts';

/** What the bar can be told, in the order of its help. */
export const BAR_VERBS = [
  'unit',
  'dispatch',
  'go',
  'open',
  'acknowledge',
  'note',
  'message',
  'task',
  'close',
  'review',
  'shelve',
  'layer',
  'find',
  'help',
] as const;
export type BarVerb = (typeof BAR_VERBS)[number];

/** The first one is shown; the others are understood as well. */
export const VERB_WORDS: Readonly<Record<BarVerb, readonly string[]>> = {
  unit: ['u', 'unit', '力量'],
  dispatch: ['d', 'dispatch', '派', '派遣'],
  go: ['go', '去', '定位'],
  open: ['new', 'open', '新建', '登记'],
  acknowledge: ['ack', 'a', '受理'],
  note: ['n', 'note', '记', '记录'],
  message: ['msg', 'm', '消息'],
  task: ['task', '任务'],
  close: ['close', '结案'],
  review: ['review', 'rv', '复盘'],
  shelve: ['shelve', '搁置'],
  layer: ['layer', '图层'],
  find: ['find', 'f', '找', '查找'],
  help: ['help', 'h', '?', '？', '帮助'],
};

export function verbOf(word: string): BarVerb | null {
  const wanted = word.normalize('NFKC').toLowerCase();
  return BAR_VERBS.find((verb) => VERB_WORDS[verb].some((each) => each.normalize('NFKC') === wanted)) ?? null;
}

/** What may be reported of a unit by name. */
export const BAR_MOVES = [
  'accept',
  'depart',
  'arrive',
  'finish',
  'refuse',
  'withdraw',
] as const satisfies DispatchMove[];
export type BarMove = (typeof BAR_MOVES)[number];

export const MOVE_WORDS: Readonly<Record<BarMove, readonly string[]>> = {
  accept: ['接单', 'accept'],
  depart: ['出发', 'depart'],
  arrive: ['到场', 'arrive', '到达'],
  finish: ['完成', 'finish', 'done'],
  refuse: ['拒绝', 'refuse'],
  withdraw: ['撤回', 'withdraw'],
};

/** Where the desk is looking: the place of what is selected. */
export const HERE_WORDS: readonly string[] = ['.', '。', '此处', '这里', 'here'];
export const ON_WORDS: readonly string[] = ['开', '显示', 'on', 'show'];
export const OFF_WORDS: readonly string[] = ['关', '隐藏', 'off', 'hide'];

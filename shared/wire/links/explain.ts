/**
 * A bad setting explains itself: every problem of a link record as a sentence in both languages that names the field, what was
 * given and what is allowed. The record's own messages are English; their Chinese stands here.
 */
import type { Bilingual } from '../../kit/bilingual.ts';
import { allowed, type Issue, NO_SUCH_FIELD, requirementOf, showValue } from '../../kit/issue.ts';
import type { Problem } from '../../kit/result.ts';
import { linkRecordSchema } from './index.ts';

/** More than this and the form is not being filled in but fuzzed. */
const PROBLEMS_LIMIT = 20;

/** Of a record that `linkRecordSchema` refuses, in the order of its fields. Empty when it is a good one. */
export function explainLink(input: unknown): Problem[] {
  const parsed = linkRecordSchema.safeParse(input);
  return parsed.success
    ? []
    : parsed.error.issues.flatMap((issue) => problemsOf(issue, input)).slice(0, PROBLEMS_LIMIT);
}

function problemsOf(issue: Issue, input: unknown): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: [...issue.path, key].join('.'),
      zh: `${key}：${NO_SUCH_FIELD.zh}`,
      en: `${key}: ${NO_SUCH_FIELD.en}`,
    }));
  }
  const name = String(issue.path.at(-1) ?? '');
  const value = at(input, issue.path);
  const { zh, en } = sentenceOf(issue, value, input);
  const path = issue.path.join('.');
  return [{ path, zh: name ? `${name}：${zh}` : zh, en: name ? `${name}: ${en}` : en }];
}

function sentenceOf(issue: Issue, value: unknown, input: unknown): Bilingual {
  const got: Bilingual =
    value === undefined
      ? { zh: '没有填写', en: 'it is missing' }
      : { zh: `填的是 ${showValue(value)}`, en: `it is ${showValue(value)}` };
  const { zh, en } = wantedOf(issue, input);
  return issue.code === 'custom' ? { zh, en } : { zh: `${zh}，${got.zh}`, en: `${en}; ${got.en}` };
}

/** What stands on the other side of the limit, where a person thinks of both. */
const PORT_PATH = /(^|\.)port$/;

function wantedOf(issue: Issue, input: unknown): Bilingual {
  const zh = CHINESE[issue.message];
  if (zh !== undefined) return { zh, en: issue.message };
  if (issue.code === 'invalid_type') return requirementOf({ ...issue, message: 'Invalid input' });
  if ((issue.code === 'too_small' || issue.code === 'too_big') && PORT_PATH.test(issue.path.join('.'))) {
    return { zh: '端口应在 0 到 65535 之间', en: 'a port is 0 to 65535' };
  }
  if (issue.code === 'invalid_union') {
    const choices = choicesOf(issue, input);
    if (choices.length > 0) return allowed(choices);
  }
  return requirementOf(issue);
}

/** The words a discriminator may be: all protocols, or the transports of the protocol that was chosen. */
function choicesOf(issue: Issue & { code: 'invalid_union' }, input: unknown): string[] {
  const path = issue.path.join('.');
  if (path === 'protocol') return linkRecordSchema.options.map(({ shape }) => String(shape.protocol.value));
  const protocol = at(input, ['protocol']);
  const option = linkRecordSchema.options.find(({ shape }) => shape.protocol.value === protocol);
  if (path === 'transport.kind' && option)
    return option.shape.transport.options.map(({ shape }) => String(shape.kind.value));
  // Alternatives of plain values: each of them says what it would take.
  return issue.errors.flatMap((errors) =>
    errors.flatMap((inner) => (inner.code === 'invalid_value' ? inner.values.map(showValue) : [])),
  );
}

function at(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    input,
  );
}

/** The messages that the records of this folder give themselves. A test holds this table against them. */
const CHINESE: Readonly<Record<string, string>> = {
  'letters, digits, dot, dash and underscore, at most 40': '只能用字母、数字、点、横线和下划线，最多 40 个',
  'a Contact ID event code, three digits': '应为 Contact ID 事件代码，三位数字',
  'a box needs buttons or a siren': '盒子至少要有按钮或警号',
  'an input is named twice': '同一个输入写了两次',
  'inputs too far apart for one read': '输入地址相隔太远，一次读不到',
  'maxSeconds does not fit the watchdog register': 'maxSeconds 超出看门狗寄存器的范围',
  'framing tcp needs transport tcpClient': 'framing 为 tcp 时 transport 必须是 tcpClient',
  'boxes: an account is used twice': '同一个 account 用了两次',
  'an nmea link needs unit, or sources over udp': 'nmea 链路要写明 unit，udp 也可以写 sources',
  'sources: only over udp does a sender have an address': 'sources 只用于 udp：只有那里的发送方才有地址',
  'unit: a line carries no name of its own': '要写明 unit：线路上不带单元名称',
  'sources: an address is named twice': '同一个地址写了两次',
};

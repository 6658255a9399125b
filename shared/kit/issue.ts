/**
 * What a schema refuses, in words: the common kinds of zod's issues as a Chinese and an English sentence. Whoever knows more of a
 * field (shared/wire/links/explain.ts) says more.
 */
import type { z } from 'zod';
import type { Bilingual } from './bilingual.ts';

export type Issue = z.core.$ZodIssue;

export const NO_SUCH_FIELD: Bilingual = { zh: '没有这个字段', en: 'there is no such field' };

/** zod's own messages; any other was written beside the field it is about. */
const OWN_MESSAGE = /^(?:Invalid|Too (?:big|small)|Unrecognized)\b/;
const VALUE_LIMIT = 40;

/** `layers.0.path: 应为文字 (must be text)`: the first thing wrong, with its path. */
export function describeIssue(error: z.ZodError): string {
  const { path, zh, en } = firstIssue(error);
  return `${path}: ${zh === en ? zh : `${zh} (${en})`}`;
}

/** `layers.0.path: 应为文字` and `layers.0.path: must be text`: the same for whoever picks one language. */
export function issueWords(error: z.ZodError): Bilingual {
  const { path, zh, en } = firstIssue(error);
  return { zh: `${path}: ${zh}`, en: `${path}: ${en}` };
}

function firstIssue({ issues: [issue] }: z.ZodError): Bilingual & { readonly path: string } {
  if (!issue) return { path: '(root)', zh: '格式不正确', en: 'is not well formed' };
  const extra = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const words = extra.length > 0 ? NO_SUCH_FIELD : requirementOf(issue);
  return { path: [...issue.path, ...extra].join('.') || '(root)', ...words };
}

/**
 * What should have been there instead: `应为数字`, `must be a number`. A message of the schema's own stands as it was
 * written; one that has `zh` and `en` among its parameters is said in each.
 */
export function requirementOf(issue: Issue): Bilingual {
  if (issue.code === 'custom') {
    const { zh, en }: Readonly<Record<string, unknown>> = issue.params ?? {};
    if (typeof zh === 'string' && typeof en === 'string') return { zh, en };
  }
  if (!OWN_MESSAGE.test(issue.message)) return { zh: issue.message, en: issue.message };
  switch (issue.code) {
    case 'invalid_type': {
      const kind = KINDS[issue.expected] ?? { zh: issue.expected, en: issue.expected };
      if (issue.message.endsWith('received undefined'))
        return { zh: `缺少，应为${kind.zh}`, en: `missing, must be ${kind.en}` };
      return { zh: `应为${kind.zh}`, en: `must be ${kind.en}` };
    }
    case 'too_small':
    case 'too_big':
      return limitOf(issue);
    case 'invalid_value':
      return allowed(issue.values.map(showValue));
    case 'not_multiple_of':
      return { zh: `应为 ${issue.divisor} 的倍数`, en: `must be a multiple of ${issue.divisor}` };
    case 'unrecognized_keys':
      return NO_SUCH_FIELD;
    case 'invalid_union':
      return { zh: '不是允许的值', en: 'is not an allowed value' };
    default:
      return { zh: '格式不正确', en: 'is not well formed' };
  }
}

/** One of these words. */
export const allowed = (values: readonly string[]): Bilingual => ({
  zh: `只能是 ${values.join('、')}`,
  en: `must be one of ${values.join(', ')}`,
});

export function showValue(value: unknown): string {
  const text = typeof value === 'string' ? `“${value}”` : (JSON.stringify(value) ?? String(value));
  return text.length > VALUE_LIMIT ? `${text.slice(0, VALUE_LIMIT)}…` : text;
}

const KINDS: Readonly<Record<string, Bilingual>> = {
  string: { zh: '文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '是或否', en: 'true or false' },
  object: { zh: '一组字段', en: 'a group of fields' },
  record: { zh: '一组字段', en: 'a group of fields' },
  array: { zh: '列表', en: 'a list' },
  tuple: { zh: '列表', en: 'a list' },
  null: { zh: '空值', en: 'null' },
};

function limitOf(issue: Issue & { code: 'too_small' | 'too_big' }): Bilingual {
  const isLeast = issue.code === 'too_small';
  const limit = String(isLeast ? issue.minimum : issue.maximum);
  const bound = isLeast ? { zh: '至少', en: 'at least' } : { zh: '最多', en: 'at most' };
  if (issue.origin === 'string') return { zh: `${bound.zh} ${limit} 个字符`, en: `${bound.en} ${limit} characters` };
  if (issue.origin === 'array') return { zh: `${bound.zh} ${limit} 项`, en: `${bound.en} ${limit} of them` };
  if (issue.inclusive === false) {
    return isLeast
      ? { zh: `必须大于 ${limit}`, en: `more than ${limit}` }
      : { zh: `必须小于 ${limit}`, en: `less than ${limit}` };
  }
  return isLeast
    ? { zh: `不能小于 ${limit}`, en: `not less than ${limit}` }
    : { zh: `不能大于 ${limit}`, en: `not more than ${limit}` };
}

import { expect, test } from 'vitest';
import { z } from 'zod';
import { describeIssue } from './issue.ts';

const schema = z.strictObject({
  kind: z.enum(['pole', 'button']),
  name: z.string().min(1).max(4),
  count: z.number().int().min(0).max(9),
  share: z.number().gt(0).lt(1),
  step: z.number().multipleOf(5),
  tags: z.array(z.string()).max(1),
  at: z.iso.datetime(),
  id: z.string().regex(/^\d+$/, 'digits only'),
  place: z.strictObject({ lon: z.number() }),
  shape: z.discriminatedUnion('form', [z.object({ form: z.literal('dot') })]),
});
const good = {
  kind: 'pole',
  name: '北门',
  count: 1,
  share: 0.5,
  step: 5,
  tags: [],
  at: '2026-11-22T03:00:00Z',
  id: '7',
  place: { lon: 117 },
  shape: { form: 'dot' },
};

test.each([
  [{ colour: 1 }, 'colour: 没有这个字段 (there is no such field)'],
  [{ place: { lon: 1, alt: 2 } }, 'place.alt: 没有这个字段 (there is no such field)'],
  [{ place: { lon: '117' } }, 'place.lon: 应为数字 (must be a number)'],
  [{ place: undefined }, 'place: 缺少，应为一组字段 (missing, must be a group of fields)'],
  [{ kind: 'camera' }, 'kind: 只能是 “pole”、“button” (must be one of “pole”, “button”)'],
  [{ name: '' }, 'name: 至少 1 个字符 (at least 1 characters)'],
  [{ name: '12345' }, 'name: 最多 4 个字符 (at most 4 characters)'],
  [{ count: 1.5 }, 'count: 应为整数 (must be a whole number)'],
  [{ count: -1 }, 'count: 不能小于 0 (not less than 0)'],
  [{ count: 10 }, 'count: 不能大于 9 (not more than 9)'],
  [{ share: 0 }, 'share: 必须大于 0 (more than 0)'],
  [{ share: 1 }, 'share: 必须小于 1 (less than 1)'],
  [{ step: 7 }, 'step: 应为 5 的倍数 (must be a multiple of 5)'],
  [{ tags: ['a', 'b'] }, 'tags: 最多 1 项 (at most 1 of them)'],
  [{ tags: [1] }, 'tags.0: 应为文字 (must be text)'],
  [{ at: 'noon' }, 'at: 格式不正确 (is not well formed)'],
  [{ shape: { form: 'ring' } }, 'shape.form: 不是允许的值 (is not an allowed value)'],
  [{ id: 'x' }, 'id: digits only'],
])('%j is refused in words with its path', (part, words) => {
  const parsed = schema.safeParse({ ...good, ...part });
  expect(parsed.success ? 'accepted' : describeIssue(parsed.error)).toBe(words);
});

test('a whole input of the wrong kind is named the root', () => {
  const parsed = schema.safeParse(null);
  expect(parsed.success ? 'accepted' : describeIssue(parsed.error)).toBe(
    '(root): 应为一组字段 (must be a group of fields)',
  );
});

import { expect, test } from 'vitest';
import type { ReviewMark } from '../wire/review.ts';
import type { StoredEvent } from './event.ts';
import { decideMark, MOST_MARKS, marksOf, reviewTarget } from './review.ts';

const SUBJECT = 'incident:i-1';
const own = { personId: 'p-1', isHead: false };

function said(seq: number, kind: string, body: object, personId = 'p-1'): StoredEvent {
  const actor = { kind: 'operator', id: personId, name: `值班员 ${personId}` } as const;
  const place = {
    stream: `review:${SUBJECT}`,
    version: seq,
    station: 's',
    at: seq * 1_000,
    realm: 'live',
    hash: '',
  } as const;
  return { seq, id: `e-${seq}`, ...place, actor, kind, body: { subject: SUBJECT, ...body } };
}

const mark: ReviewMark = {
  ...{
    id: 'm-1',
    at: 500,
    kind: 'comment',
    text: '晚了',
    by: '值班员 p-1',
    byId: 'p-1',
    madeAt: 1_000,
    editedAt: null,
  },
};

test('a subject is taken apart, and what is none is no subject', () => {
  expect(['incident:i-1', 'drill:d-2', 'shift:s-3', 'span:10-20'].map(reviewTarget)).toEqual([
    { kind: 'incident', id: 'i-1' },
    { kind: 'drill', id: 'd-2' },
    { kind: 'shift', id: 's-3' },
    { kind: 'span', fromAt: 10, toAt: 20 },
  ]);
  expect(['', 'incident:', 'span:10', 'unit:u-1', 'incident:a b', "incident:a'--"].map(reviewTarget)).toEqual(
    Array.from({ length: 6 }, () => undefined),
  );
});

test('marks are folded in the order of the moments they stand at', () => {
  expect(
    marksOf([
      said(1, 'review.marked', { markId: 'm-1', at: 500, kind: 'comment', text: '晚' }),
      said(2, 'review.marked', { markId: 'm-2', at: 100, kind: 'bookmark', text: '按下' }, 'p-2'),
      said(3, 'review.marked', { markId: 'm-3', at: 50, kind: 'bookmark', text: '误记' }),
      said(4, 'review.markEdited', { markId: 'm-1', text: '晚了' }),
      said(5, 'review.markRemoved', { markId: 'm-3', reason: '' }),
      said(6, 'review.markEdited', { markId: 'm-3', text: '不在了' }),
    ]),
  ).toEqual([
    { ...mark, id: 'm-2', at: 100, kind: 'bookmark', text: '按下', by: '值班员 p-2', byId: 'p-2', madeAt: 2_000 },
    { ...mark, editedAt: 4_000 },
  ]);
});

test("a mark is its writer's; who heads the desk takes another's away with a word", () => {
  const codeOf = (command: Parameters<typeof decideMark>[2], by: Parameters<typeof decideMark>[3], marks = [mark]) => {
    const decided = decideMark(marks, SUBJECT, command, by);
    return decided.ok ? decided.value.map(({ kind }) => kind) : decided.failure.code;
  };
  const other = { personId: 'p-2', isHead: false };
  const head = { personId: 'p-3', isHead: true };
  const remove = { kind: 'remove', markId: 'm-1', reason: '' } as const;
  const edit = { kind: 'edit', markId: 'm-1', text: '改' } as const;
  expect([codeOf(edit, own), codeOf({ ...edit, text: '晚了' }, own), codeOf(edit, other), codeOf(edit, head)]).toEqual([
    ['review.markEdited'],
    [],
    'notYourMark',
    'notYourMark',
  ]);
  expect(
    [remove, { ...remove, reason: '重复' }].map((command) => [own, other, head].map((by) => codeOf(command, by))),
  ).toEqual([
    [['review.markRemoved'], 'notYourMark', 'reasonNeeded'],
    [['review.markRemoved'], 'notYourMark', ['review.markRemoved']],
  ]);
  const full = Array.from({ length: MOST_MARKS }, (_, index) => ({ ...mark, id: `m-${index}` }));
  const more = { kind: 'mark', mark: { id: 'm-x', at: 1, kind: 'bookmark', text: '再' } } as const;
  expect([codeOf(more, own), codeOf(more, own, full), codeOf({ ...edit, markId: 'gone' }, own)]).toEqual([
    ['review.marked'],
    'tooManyMarks',
    'unknownMark',
  ]);
});

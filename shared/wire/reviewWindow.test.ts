import { expect, test } from 'vitest';
import { type ReviewWish, readReviewWish, reviewQuery } from './reviewWindow.ts';

const read = (query: Record<string, string>) => readReviewWish({ get: (name) => query[name] ?? null });

test.each<ReviewWish>([
  { subject: 'incident', id: 'i-1' },
  { subject: 'span', fromAt: 5_000, toAt: 9_000 },
  { subject: 'drill', id: 'd 1&x=2' },
  { subject: 'shift', id: '班次' },
])('what the shell writes into an address is what the page reads there: %o', (wish) => {
  expect(read(reviewQuery(wish))).toEqual(wish);
});

test.each([{}, { subject: 'everything' }, { subject: 'span', from: 'soon' }, { subject: 'span', from: '9', to: '5' }])(
  'an address that says nothing of the kind is not read: %o',
  (query) => {
    expect(read(query)).toBeNull();
  },
);

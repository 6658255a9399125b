import type { LinkCondition } from '#shared/text/links.ts';

/** A different outline for each state, so that colour is never alone. On a 12-unit board. */
const SHAPES: Readonly<Record<LinkCondition, string>> = {
  running: 'M6 .5A5.5 5.5 0 1 1 5.99.5Z',
  faulty: 'M1 1H11V11H1Z',
  overloaded: 'M6 .5 11.8 11.5H.2Z',
  stopped: 'M1.5 1.5H4.5V10.5H1.5ZM7.5 1.5H10.5V10.5H7.5Z',
  unknown: 'M6 1.2A4.8 4.8 0 1 1 5.99 1.2ZM6 2.6A3.4 3.4 0 1 0 6.01 2.6Z',
};

/** Decorative: the word stands beside it. */
export function StateMark({ condition }: { readonly condition: LinkCondition }) {
  return (
    <svg
      className={`state-mark state-mark--${condition}`}
      aria-hidden="true"
      width="12"
      height="12"
      viewBox="0 0 12 12"
    >
      <path d={SHAPES[condition]} fill="currentColor" fillRule="evenodd" />
    </svg>
  );
}

import type { WalkTestResult, WalkTestState } from '#shared/domain/walkTest.ts';

export const countOf = ({ entries }: WalkTestState, result: WalkTestResult): number =>
  entries.filter((entry) => entry.result === result).length;

export const provedCount = (walk: WalkTestState): number => countOf(walk, 'proved');

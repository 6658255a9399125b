/** Which evidence stands beside the map at a moment. Pure. */
import type { ReviewEvidence } from '#shared/wire/review.ts';

/** A still is looked at for so long at 1×; faster, for as long to the eye. */
const STILL_MS = 12_000;
/** Of what nobody knows the length, so much is waited for: its player tells, once it has the file. */
const UNKNOWN_MS = 150_000;
const MOST_SHOWN = 3;

const lasts = (item: ReviewEvidence, speed: number): number => {
  const isStill = item.mediaType.startsWith('image/');
  if (isStill) return STILL_MS * Math.max(1, speed);
  return item.durationMs !== null && item.durationMs > 0 ? item.durationMs : UNKNOWN_MS;
};

/** The latest first; never more than have room. */
export function evidenceUnderWay(
  evidence: readonly ReviewEvidence[],
  at: number,
  speed: number,
): readonly ReviewEvidence[] {
  return evidence
    .filter((item) => at >= item.at && at < item.at + lasts(item, speed))
    .toSorted((left, right) => right.at - left.at)
    .slice(0, MOST_SHOWN);
}

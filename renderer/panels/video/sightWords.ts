import type { Language } from '#shared/text/language.ts';
import type { videoTileText } from '#shared/text/videoTile.ts';
import type { SightedChannel } from '#shared/wire/video.ts';

/** Below this a camera looks at the place, as an officer would say it. */
const FACING_DEG = 15;

/** Why a camera is among the nearest eyes: what it sees of the place, then how it stands to it. */
export function sightWords(
  { clearShare, blockedBy, offAxisDeg, isBeyondRange }: SightedChannel,
  { sight }: (typeof videoTileText)[Language],
): readonly string[] {
  const seen =
    clearShare >= 0.99
      ? sight.clear
      : clearShare > 0
        ? sight.partly(Math.round(clearShare * 100))
        : blockedBy === 'terrain'
          ? sight.behindGround
          : sight.behindBuilding;
  const known = isBeyondRange ? [sight.beyondRange, seen] : [seen];
  if (offAxisDeg === null) return [...known, sight.noHeading];
  return [...known, offAxisDeg <= FACING_DEG ? sight.facing : sight.aside(Math.round(offAxisDeg))];
}

/** Which windows of the wall somebody should look after, from what the shell says of its own and the core of all. Pure. */
import type { WallReport } from '#shared/wire/wall.ts';
import type { WallState } from '#shared/wire/wallWindow.ts';

export interface WallFault {
  readonly displayId: string;
  /** What it calls itself, with its machine where that is another one. */
  readonly name: string;
  /** `frozen`: an old picture stands there. `missing`: nothing does. */
  readonly kind: 'frozen' | 'missing';
  /** Epoch ms. */
  readonly since: number;
}

/** A page that is loaded anew is back before anybody has looked up. */
const LOADING_MS = 20_000;
/** A wall that went away on purpose is no fault for ever: an hour later everybody knows. */
const GONE_MS = 3_600_000;

/** @param own null where there is no shell, or it has not answered yet */
export function wallFaults(own: WallState | null, reports: readonly WallReport[], now: number): WallFault[] {
  return [...ownFaults(own, now), ...reports.flatMap((report) => farFault(own, report, now))];
}

function ownFaults(own: WallState | null, now: number): WallFault[] {
  return (own?.windows ?? []).flatMap(({ identity, name, state, since }): WallFault[] => {
    if (state === 'painting' || (state === 'restarting' && now - since < LOADING_MS)) return [];
    return [{ displayId: identity, name, since, kind: state === 'frozen' ? 'frozen' : 'missing' }];
  });
}

function farFault(
  own: WallState | null,
  { displayId, label, machine, state, since }: WallReport,
  now: number,
): WallFault[] {
  // Of this machine's windows the shell knows better, closed ones included.
  const isOwn =
    own?.windows.some(({ identity }) => identity === displayId) ||
    displayId.split('+').some((one) => own?.displays.some(({ identity }) => identity === one));
  if (isOwn || state === 'painting' || (state === 'gone' && now - since > GONE_MS)) return [];
  const name = [machine, label].filter((part) => part !== '').join(' ');
  return [{ displayId, name, since, kind: state === 'silent' ? 'frozen' : 'missing' }];
}

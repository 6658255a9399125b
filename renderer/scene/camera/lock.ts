/**
 * Who has the camera. An alarm may fly it only when the set of unanswered alarms grew, the officer has not taken the
 * camera and has not locked it: a view that jumps under somebody's hand loses the place he was looking at.
 */
export interface CameraLock {
  /** The officer moved the view; stays so until released. */
  readonly isTaken: boolean;
  /** The officer asked for it to stay. */
  readonly isLocked: boolean;
  /** Ids of unanswered incidents last seen; null before the first look. */
  readonly known: ReadonlySet<string> | null;
}

export interface WaitingAlarm {
  readonly id: string;
  /** 1 is the gravest. */
  readonly level: number;
  readonly openedAt: number;
}

export const FREE_CAMERA: CameraLock = { isTaken: false, isLocked: false, known: null };

export const takeCamera = (lock: CameraLock): CameraLock => (lock.isTaken ? lock : { ...lock, isTaken: true });
export const releaseCamera = (lock: CameraLock): CameraLock => (lock.isTaken ? { ...lock, isTaken: false } : lock);
export const lockCamera = (lock: CameraLock, isLocked: boolean): CameraLock =>
  lock.isLocked === isLocked ? lock : { ...lock, isLocked };

/**
 * Looks at the unanswered alarms. `flyTo` is the gravest of the new ones (then the one that waits longest) when the
 * camera may fly there. What was there when the window opened is not new: the officer sees the whole district first.
 */
export function meetAlarms(
  lock: CameraLock,
  waiting: readonly WaitingAlarm[],
): { readonly lock: CameraLock; readonly flyTo: string | null } {
  const ids = new Set(waiting.map((alarm) => alarm.id));
  const { known } = lock;
  const isSame = known !== null && known.size === ids.size && [...ids].every((id) => known.has(id));
  if (isSame) return { lock, flyTo: null };
  const fresh = known === null ? [] : waiting.filter((alarm) => !known.has(alarm.id));
  fresh.sort((left, right) => left.level - right.level || left.openedAt - right.openedAt);
  const mayFly = !lock.isTaken && !lock.isLocked;
  return { lock: { ...lock, known: ids }, flyTo: mayFly ? (fresh[0]?.id ?? null) : null };
}

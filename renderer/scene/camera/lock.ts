/**
 * Who has the camera. It goes where the officer works: to the incident he chooses, unless he locked it. An alarm may fly it only
 * when the set of unanswered alarms grew, nothing unfinished is being worked on, and the officer has neither taken the camera nor
 * locked it: a view that jumps under somebody's hand loses the place he was looking at.
 */
export interface CameraLock {
  /** The officer moved the view; stays so until released. */
  readonly isTaken: boolean;
  /** The officer asked for it to stay. */
  readonly isLocked: boolean;
  /** Ids of unanswered incidents last seen; null before the first look. */
  readonly known: ReadonlySet<string> | null;
  /** The work last seen: the camera has been there, or was told to stay away. */
  readonly followed: Pick<Work, 'incidentId' | 'isChosen'> | null;
}

export interface WaitingAlarm {
  readonly id: string;
  /** 1 is the gravest. */
  readonly level: number;
  readonly openedAt: number;
}

export const FREE_CAMERA: CameraLock = { isTaken: false, isLocked: false, known: null, followed: null };

export const takeCamera = (lock: CameraLock): CameraLock => (lock.isTaken ? lock : { ...lock, isTaken: true });
export const releaseCamera = (lock: CameraLock): CameraLock => (lock.isTaken ? { ...lock, isTaken: false } : lock);
export const lockCamera = (lock: CameraLock, isLocked: boolean): CameraLock =>
  lock.isLocked === isLocked ? lock : { ...lock, isLocked };

/** The officer pointed at it on the map: he is looking at it already. */
export const seeIncident = (lock: CameraLock, incidentId: string): CameraLock => ({
  ...lock,
  followed: { incidentId, isChosen: true },
});

/** The incident being worked on. */
export interface Work {
  readonly incidentId: string;
  /** False: the desk took it up by itself, the officer did not choose it. */
  readonly isChosen: boolean;
  readonly isFinished: boolean;
}

/**
 * Looks at the work and at the unanswered alarms. `flyTo` is the incident that was just chosen or taken up; otherwise, with
 * nothing unfinished at hand, the gravest of the new alarms (then the one that waits longest). What was there when the window
 * opened is not new: the officer sees the whole district first.
 */
export function meetAlarms(
  lock: CameraLock,
  waiting: readonly WaitingAlarm[],
  work: Work | null = null,
): { readonly lock: CameraLock; readonly flyTo: string | null } {
  const ids = new Set(waiting.map((alarm) => alarm.id));
  const { known } = lock;
  const isSame = known !== null && known.size === ids.size && [...ids].every((id) => known.has(id));
  const { followed } = lock;
  const isOther = work?.incidentId !== followed?.incidentId;
  // What the desk had taken up is chosen now: that is a wish to see it.
  const isNewlyChosen = work?.isChosen === true && (isOther || followed?.isChosen === false);
  if (isSame && !isOther && !isNewlyChosen) return { lock, flyTo: null };
  const next: CameraLock = { ...lock, known: isSame ? known : ids, followed: work };
  if (known === null || lock.isLocked) return { lock: next, flyTo: null };
  if (work && (isNewlyChosen || (isOther && !lock.isTaken))) return { lock: next, flyTo: work.incidentId };
  if (lock.isTaken || (work && !work.isFinished)) return { lock: next, flyTo: null };
  const fresh = waiting.filter((alarm) => !known.has(alarm.id));
  fresh.sort((left, right) => left.level - right.level || left.openedAt - right.openedAt);
  return { lock: next, flyTo: fresh[0]?.id ?? null };
}

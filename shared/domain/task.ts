/**
 * A task of the field that is no incident: a patrol, a visit, an inspection, an errand. It is published to a grid, a team or a
 * radius for the first unit that claims it, or assigned to one unit; an incident of that unit suspends it and gives it back.
 * Decisions are in taskDecide.ts, folding in taskEvolve.ts, what seats and phones may ask in taskCommands.ts.
 */
export const FIELD_TASK_KINDS = ['patrol', 'visit', 'inspection', 'errand'] as const;
export type FieldTaskKind = (typeof FIELD_TASK_KINDS)[number];

/** `open`: published, nobody has it yet. `assigned`: one unit has been told. `refused`: that unit said no and nobody else was offered it: the desk must see to it. */
export const TASK_STATES = [
  'open',
  'assigned',
  'refused',
  'accepted',
  'underway',
  'suspended',
  'finished',
  'cancelled',
] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** Whom it is for. `gridCode` may be any area code: a grid, a community, a town. Metres, WGS-84 degrees. */
export type TaskAudience =
  | { readonly kind: 'grid'; readonly gridCode: string }
  | { readonly kind: 'team'; readonly unitIds: readonly string[] }
  | { readonly kind: 'radius'; readonly lon: number; readonly lat: number; readonly radiusM: number }
  | { readonly kind: 'unit'; readonly unitId: string };

/** `fixed`: each check-point only after the one before it. */
export const POINT_ORDERS = ['free', 'fixed'] as const;
export type PointOrder = (typeof POINT_ORDERS)[number];

/** Where somebody is to be seen to have been. */
export interface CheckPoint {
  /** `p1`, `p2`… in the order of the list. */
  readonly id: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  /** A fix this near proves the place. */
  readonly radiusM: number;
  /** Between these moments; null: whenever the task allows. */
  readonly fromAt: number | null;
  readonly untilAt: number | null;
}

/** Why a check-in stands on somebody's word alone. */
export const UNPROVED = ['noFix', 'staleFix', 'tooFar', 'tooEarly', 'tooLate'] as const;
export type Unproved = (typeof UNPROVED)[number];

export interface CheckIn {
  /** When it was done: by the phone's queue where that was offline, never after it was recorded. */
  readonly doneAt: number;
  readonly recordedAt: number;
  readonly by: string;
  /** Null: proved by a fresh position inside the radius and the window. */
  readonly unproved: Unproved | null;
  /** Why it was done by hand; null when it was proved. */
  readonly reason: string | null;
  /** From the check-point to the fix it was judged by, and how accurate that fix was, metres. */
  readonly distanceM: number | null;
  readonly accuracyM: number | null;
}

export interface TaskPoint extends CheckPoint {
  readonly checkIn: CheckIn | null;
}

/** Something to be looked at or asked; `isMust`: one of the musts of a visit or patrol (catalog/fiveMusts.ts). */
export interface TaskItem {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly isMust: boolean;
}

export const ITEM_RESULTS = ['passed', 'hazard', 'notApplicable'] as const;
export type ItemResult = (typeof ITEM_RESULTS)[number];

export interface TaskItemState extends TaskItem {
  readonly result: ItemResult | null;
  readonly text: string | null;
  readonly doneAt: number | null;
}

export interface TaskPlace {
  readonly lon: number;
  readonly lat: number;
  readonly name: string;
}

/** What is stated of a task when it is published. Times are epoch ms by the core's clock. */
export interface TaskFacts {
  readonly taskId: string;
  readonly kind: FieldTaskKind;
  readonly title: string;
  readonly note: string;
  readonly audience: TaskAudience;
  /** Who may claim it, as it was when it was published; the one unit where it was assigned. */
  readonly offeredTo: readonly string[];
  /** The grid it lies in; null where the scene has none there. */
  readonly gridCode: string | null;
  readonly startAt: number;
  readonly dueAt: number;
  readonly place: TaskPlace | null;
  readonly routeId: string | null;
  readonly order: PointOrder;
  readonly points: readonly CheckPoint[];
  /** Through the check-points along the roads, [lon, lat]; empty where none leads. */
  readonly line: readonly (readonly [number, number])[];
  readonly items: readonly TaskItem[];
  /** A hazard is looked at again after so many days. */
  readonly recheckDays: number;
  /** The finding this one looks at again. */
  readonly recheckOf: { readonly taskId: string; readonly itemId: string; readonly text: string } | null;
  /** Given to an idle unit by the station's rule. */
  readonly isAutomatic: boolean;
}

export interface Suspension {
  readonly incidentId: string;
  readonly dispatchId: string;
  readonly at: number;
  /** What it goes back to. */
  readonly from: 'accepted' | 'underway';
}

export interface FieldTask extends Omit<TaskFacts, 'taskId' | 'points' | 'items'> {
  readonly id: string;
  readonly state: TaskState;
  readonly by: string;
  readonly publishedAt: number;
  /** Who has it, has been told of it, or had it last. */
  readonly unitId: string | null;
  readonly unitName: string | null;
  readonly points: readonly TaskPoint[];
  readonly items: readonly TaskItemState[];
  readonly acceptedAt: number | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly suspension: Suspension | null;
  /** Time taken by incidents, already added to `dueAt`, ms. */
  readonly suspendedMs: number;
  /** Said once and loudly; stays with the task after it was finished late. */
  readonly overdueAt: number | null;
  readonly refusals: readonly {
    readonly unitId: string;
    readonly unitName: string;
    readonly reason: string;
    readonly at: number;
  }[];
  /** Words at its end: of the unit that finished it, or why it was cancelled. */
  readonly endNote: string | null;
}

/** What a unit's terminal is told of a place it could not prove, or the desk of the way it was proved. */
export interface CheckInFacts {
  readonly pointId: string;
  readonly doneAt: number;
  readonly unproved: Unproved | null;
  readonly reason: string | null;
  readonly distanceM: number | null;
  readonly accuracyM: number | null;
}

export type TaskEventBody = {
  'task.published': { task: TaskFacts };
  'task.claimed': { taskId: string; unitId: string; unitName: string };
  'task.assigned': { taskId: string; unitId: string; unitName: string };
  'task.accepted': { taskId: string; unitId: string };
  'task.refused': { taskId: string; unitId: string; unitName: string; reason: string };
  'task.started': { taskId: string; unitId: string };
  'task.checkedIn': { taskId: string; unitId: string } & CheckInFacts;
  'task.itemRecorded': { taskId: string; itemId: string; result: ItemResult; text: string | null; doneAt: number };
  'task.suspended': { taskId: string; unitId: string; incidentId: string; dispatchId: string };
  'task.resumed': { taskId: string; unitId: string };
  'task.finished': { taskId: string; unitId: string; note: string | null; missingPoints: number; missingItems: number };
  'task.overdue': { taskId: string; unitId: string | null };
  'task.cancelled': { taskId: string; reason: string };
};
export type TaskEventKind = keyof TaskEventBody;

export const taskStream = (taskId: string) => `task:${taskId}`;

const ENDED: readonly TaskState[] = ['finished', 'cancelled'];
const HELD: readonly TaskState[] = ['assigned', 'accepted', 'underway', 'suspended'];

export const isTaskEnded = ({ state }: Pick<FieldTask, 'state'>): boolean => ENDED.includes(state);
/** A unit has it: it is not idle, and its phone shows it as its own. */
export const isTaskHeld = ({ state }: Pick<FieldTask, 'state'>): boolean => HELD.includes(state);

/** The unit's phone should know of it. */
export const concernsUnit = (task: FieldTask, unitId: string): boolean =>
  isTaskHeld(task) ? task.unitId === unitId : task.state === 'open' && task.offeredTo.includes(unitId);

/** The next check-point that may be checked in at; undefined when all are done. With a free order any may be. */
export const nextPoint = ({ points }: Pick<FieldTask, 'points'>): TaskPoint | undefined =>
  points.find(({ checkIn }) => checkIn === null);

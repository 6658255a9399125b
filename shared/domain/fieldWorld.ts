/** The part of the world that is the field's daily work: tasks, patrol routes, messages, calls, reports of units and of the public, evidence. */
import { type CallState, isOpenCall } from './call.ts';
import { evolveCall } from './callEvolve.ts';
import type { StoredEvent } from './event.ts';
import { type Evidence, evolveEvidence } from './evidence.ts';
import { evolveFieldReport, type FieldReport } from './fieldReport.ts';
import { evolveThread, type Thread } from './message.ts';
import { evolvePublicReport, type PublicReport } from './publicReport.ts';
import { evolveRoute, type PatrolRoute } from './route.ts';
import { type FieldTask, isTaskEnded, type TaskEventBody } from './task.ts';
import { evolveTask } from './taskEvolve.ts';

export interface FieldWorld {
  /** Those that have not ended, and the last ended ones, in order of publishing. */
  readonly tasks: Map<string, FieldTask>;
  readonly routes: Map<string, PatrolRoute>;
  /** By unit. */
  readonly threads: Map<string, Thread>;
  /** Those that go on, and the last ones that are over, in order of starting. */
  readonly calls: Map<string, CallState>;
  /** Those that wait, and the last settled ones. */
  readonly reports: Map<string, FieldReport>;
  /** Those that wait or whose incident is open, and the last others, in order of arrival. */
  readonly publicReports: Map<string, PublicReport>;
  /** By what it is evidence of: `incident:…`, `task:…`, `fieldReport:…`; those added to last, last. */
  readonly evidence: Map<string, readonly Evidence[]>;
}

const ENDED_TASKS_KEPT = 300;
const ENDED_CALLS_KEPT = 100;
const SETTLED_REPORTS_KEPT = 200;
const PUBLIC_REPORTS_KEPT = 300;
const SUBJECTS_KEPT = 1_000;

export interface PackedFieldWorld {
  readonly tasks: readonly FieldTask[];
  readonly routes: readonly PatrolRoute[];
  readonly threads: readonly Thread[];
  readonly calls: readonly CallState[];
  readonly reports: readonly FieldReport[];
  readonly publicReports: readonly PublicReport[];
  readonly evidence: readonly (readonly [subject: string, evidence: readonly Evidence[]])[];
}

export function emptyFieldWorld(): FieldWorld {
  return {
    tasks: new Map(),
    routes: new Map(),
    threads: new Map(),
    calls: new Map(),
    reports: new Map(),
    publicReports: new Map(),
    evidence: new Map(),
  };
}

/** `noun` and `id` are the two halves of the event's stream. An event of another noun changes nothing. */
export function evolveFieldWorld(field: FieldWorld, noun: string, id: string, event: StoredEvent): void {
  switch (noun) {
    case 'task':
      put(field.tasks, id, evolveTask(field.tasks.get(id), event));
      noteRoute(field, event);
      if (event.kind === 'task.finished' || event.kind === 'task.cancelled') {
        keepLast(field.tasks, ENDED_TASKS_KEPT, isTaskEnded);
      }
      break;
    case 'route':
      put(field.routes, id, evolveRoute(field.routes.get(id), event));
      break;
    case 'thread':
      put(field.threads, id, evolveThread(field.threads.get(id), event));
      break;
    case 'call':
      put(field.calls, id, evolveCall(field.calls.get(id), event));
      if (event.kind === 'call.ended') keepLast(field.calls, ENDED_CALLS_KEPT, (call) => !isOpenCall(call));
      break;
    case 'fieldReport':
      put(field.reports, id, evolveFieldReport(field.reports.get(id), event));
      if (event.kind !== 'fieldReport.received') {
        keepLast(field.reports, SETTLED_REPORTS_KEPT, ({ state }) => state !== 'waiting');
      }
      break;
    case 'publicReport':
      put(field.publicReports, id, evolvePublicReport(field.publicReports.get(id), event));
      keepLast(field.publicReports, PUBLIC_REPORTS_KEPT, isForgettable);
      break;
    case 'evidence': {
      const held = evolveEvidence(field.evidence.get(id), event);
      field.evidence.delete(id);
      field.evidence.set(id, held);
      keepLast(field.evidence, SUBJECTS_KEPT, () => true);
      break;
    }
  }
}

export function packFieldWorld({
  tasks,
  routes,
  threads,
  calls,
  reports,
  publicReports,
  evidence,
}: FieldWorld): PackedFieldWorld {
  return {
    tasks: [...tasks.values()],
    routes: [...routes.values()],
    threads: [...threads.values()],
    calls: [...calls.values()],
    reports: [...reports.values()],
    publicReports: [...publicReports.values()],
    evidence: [...evidence],
  };
}

export function unpackFieldWorld(packed: PackedFieldWorld): FieldWorld {
  return {
    tasks: new Map(packed.tasks.map((task) => [task.id, task])),
    routes: new Map(packed.routes.map((route) => [route.id, route])),
    threads: new Map(packed.threads.map((thread) => [thread.unitId, thread])),
    calls: new Map(packed.calls.map((call) => [call.id, call])),
    reports: new Map(packed.reports.map((report) => [report.id, report])),
    publicReports: new Map(packed.publicReports.map((report) => [report.id, report])),
    evidence: new Map(packed.evidence),
  };
}

/** Nobody waits for it, and nothing is on its way to its reporter. */
const isForgettable = ({ state, replies }: PublicReport) =>
  state !== 'waiting' && !replies.some((reply) => reply.state === 'queued');

/** A route knows when it was last given and last walked. */
function noteRoute(field: FieldWorld, event: StoredEvent): void {
  const isGiven = event.kind === 'task.published';
  if (!isGiven && event.kind !== 'task.finished') return;
  const { routeId } = isGiven
    ? (event.body as TaskEventBody['task.published']).task
    : (field.tasks.get((event.body as TaskEventBody['task.finished']).taskId) ?? { routeId: null });
  const route = routeId === null ? undefined : field.routes.get(routeId);
  if (route) field.routes.set(route.id, { ...route, ...(isGiven ? { givenAt: event.at } : { patrolledAt: event.at }) });
}

/** Of those that may be forgotten the oldest go. */
function keepLast<Item>(items: Map<string, Item>, keep: number, mayGo: (item: Item) => boolean): void {
  if (items.size <= keep) return;
  const going = [...items].filter(([, item]) => mayGo(item));
  for (const [key] of going.slice(0, Math.max(0, going.length - keep))) items.delete(key);
}

function put<Item>(items: Map<string, Item>, id: string, item: Item | undefined): void {
  if (item === undefined) items.delete(id);
  else items.set(id, item);
}

/**
 * What one shift owes the next, worked out of the world as it is: the same in the core, in every window and in a replay. Nothing
 * here depends on the time of asking; what runs out does so by an event. Pure.
 */
import type { IncidentKind, IncidentLevel } from '../catalog/incidentKinds.ts';
import { fingerprintOf } from '../kit/fingerprint.ts';
import { clocksOf } from './clock.ts';
import { CONDITIONS } from './deviceCondition.ts';
import { isActive } from './dispatch.ts';
import type { IncidentState } from './incident.ts';
import { failedCheck, openUrges, ownerOf, pendingTransfer } from './incidentLife.ts';
import { unreadOf } from './message.ts';
import type { ShiftState } from './shift.ts';
import { isTaskEnded } from './task.ts';
import type { World } from './world.ts';

export const ITEM_KINDS = [
  ...([
    'incident',
    'promise',
    'device',
    'shelf',
    'maintenance',
    'task',
    'fieldReport',
    'publicReport',
    'message',
    'note',
  ] as const),
];
export type HandOverItemKind = (typeof ITEM_KINDS)[number];

/** Something owed to somebody: a demand to answer, a transfer that waits, a check that failed, a word to who reported. */
export interface OpenPromise {
  readonly code: 'urge' | 'transferOut' | 'transferIn' | 'checkAgain' | 'report';
  readonly text: string;
  readonly dueAt: number | null;
}

export interface HandOverItem {
  /** `incident:<id>`, `note:<shift>/<id>`: one thing, however it changes. */
  readonly key: string;
  readonly kind: HandOverItemKind;
  readonly id: string;
  /** Of an incident; null elsewhere. */
  readonly number: string | null;
  readonly incidentKind: IncidentKind | null;
  readonly level: IncidentLevel | null;
  /** In the words of whoever named it. */
  readonly name: string;
  readonly address: string | null;
  /** WGS-84 degrees. */
  readonly point: { readonly lon: number; readonly lat: number } | null;
  /** What it is in: an incident's phase, a device's trouble, a task's state. */
  readonly code: string;
  readonly sinceAt: number;
  /** The next limit, or the end; null: none runs. */
  readonly dueAt: number | null;
  /** Who has it in hand or is on the way. */
  readonly who: readonly string[];
  readonly promises: readonly OpenPromise[];
  readonly text: string | null;
  /** Changes with anything above. */
  readonly digest: string;
}

type Facts = Omit<HandOverItem, 'key' | 'digest'>;

/** In the order of ITEM_KINDS, the gravest or oldest first. */
export function handOverItems(world: World): HandOverItem[] {
  return [
    ...openOf(world.incidents).map((incident) => item(ofIncident(incident))),
    ...promises(world),
    ...devices(world)
      .sort((one, other) => ITEM_KINDS.indexOf(one.kind) - ITEM_KINDS.indexOf(other.kind))
      .map((facts) => item(facts)),
    ...tasks(world).map((facts) => item(facts)),
    ...reports(world).map((facts) => item(facts)),
    ...messages(world).map((facts) => item(facts)),
    ...[...world.duty.shifts.values()].flatMap((shift) => notes(shift)),
  ];
}

const openOf = (incidents: World['incidents']): IncidentState[] =>
  [...incidents.values()]
    .filter(({ closedAt }) => closedAt === null)
    .sort((one, other) => one.level - other.level || one.openedAt - other.openedAt);

function item(facts: Facts, key = `${facts.kind}:${facts.id}`): HandOverItem {
  return { key, ...facts, digest: fingerprintOf(facts) };
}

const PLAIN = { number: null, incidentKind: null, level: null, address: null, point: null, dueAt: null } as const;

function ofIncident(incident: IncidentState): Facts {
  const { place, dispatches, claim } = incident;
  const running = clocksOf(incident).filter(({ metAt, missedAt }) => metAt === null && missedAt === null);
  return {
    kind: 'incident',
    id: incident.id,
    number: incident.number,
    incidentKind: incident.kind,
    level: incident.level,
    name: incident.title,
    address: place.address,
    point: { lon: place.lon, lat: place.lat },
    code: incident.acknowledgedAt === null ? 'unanswered' : incident.phase,
    sinceAt: incident.openedAt,
    dueAt: running.length > 0 ? Math.min(...running.map(({ dueAt }) => dueAt)) : null,
    who: [
      ...(claim ? [claim.name] : []),
      ...dispatches.filter(({ state }) => isActive(state)).map(({ unitName }) => unitName),
    ],
    promises: [],
    text: null,
  };
}

/** What an open incident owes somebody: each is a line of its own, so that nobody takes over a promise with the rest. */
function promises({ incidents }: World): HandOverItem[] {
  return openOf(incidents).flatMap((incident) => {
    const transfer = pendingTransfer(incident);
    const owner = ownerOf(incident);
    const failed = failedCheck(incident);
    const plain = { ...PLAIN, kind: 'promise' as const, id: incident.id, who: [], promises: [] };
    const about = { ...plain, number: incident.number, incidentKind: incident.kind, name: incident.title };
    const owed = (code: OpenPromise['code'], which: string, facts: Pick<Facts, 'text' | 'dueAt' | 'sinceAt'>) =>
      item({ ...about, code, ...facts }, `promise:${incident.id}/${code}/${which}`);
    return [
      ...openUrges(incident).map(({ id, text, dueAt, at }) => owed('urge', id, { text, dueAt, sinceAt: at })),
      ...(transfer
        ? [
            owed(transfer.from === null ? 'transferOut' : 'transferIn', transfer.id, {
              ...{ text: transfer.to.name, dueAt: transfer.dueAt, sinceAt: transfer.at },
            }),
          ]
        : []),
      ...(owner && !transfer
        ? [owed('transferOut', 'owner', { text: owner.name, dueAt: null, sinceAt: incident.openedAt })]
        : []),
      ...(failed ? [owed('checkAgain', 'check', { text: failed.text ?? '', dueAt: null, sinceAt: failed.at })] : []),
    ];
  });
}

/** Lost, in trouble or not to be believed; apart from that, kept quiet for a while or out of service, with the end of it. */
function devices({ devices: known }: World): Facts[] {
  return [...known.values()].flatMap((device) => {
    const { id, name, lon, lat, contact, condition, shelf, maintenance, skewMs } = device;
    const plain = { ...PLAIN, id, name, point: { lon, lat }, promises: [] };
    const faults = CONDITIONS.filter((each) => condition[each]?.isFault);
    const troubles = [...(contact === 'lost' ? ['lost'] : []), ...faults, ...(skewMs === null ? [] : ['clock'])];
    const sinceAt = device.contactChangedAt ?? 0;
    return [
      ...(troubles.length > 0
        ? [{ ...plain, kind: 'device' as const, code: troubles.join(' '), sinceAt, who: [], text: null }]
        : []),
      ...(shelf
        ? [
            {
              ...{ ...plain, kind: 'shelf' as const, code: shelf.classes.join(' '), sinceAt: shelf.startedAt },
              // Not how many it has kept quiet: it would have to be looked at again with each of them.
              ...{ dueAt: shelf.untilAt, who: [shelf.by], text: shelf.reason },
            },
          ]
        : []),
      ...(maintenance
        ? [
            {
              ...plain,
              kind: 'maintenance' as const,
              code: 'maintenance',
              sinceAt: maintenance.startedAt,
              dueAt: maintenance.untilAt,
              who: [maintenance.by],
              text: maintenance.reason,
            },
          ]
        : []),
    ];
  });
}

/** Late, or given back to the desk. */
function tasks({ field }: World): Facts[] {
  return [...field.tasks.values()]
    .filter((task) => !isTaskEnded(task) && (task.overdueAt !== null || task.state === 'refused'))
    .map((task) => ({
      ...{ ...PLAIN, kind: 'task', id: task.id, name: task.title, promises: [] },
      ...{ code: task.overdueAt === null ? task.state : 'overdue', sinceAt: task.publishedAt, dueAt: task.dueAt },
      ...{ who: task.unitName === null ? [] : [task.unitName], text: task.note || null },
    }));
}

function reports({ field }: World): Facts[] {
  const own = [...field.reports.values()].filter(({ state }) => state === 'waiting');
  const ofCitizens = [...field.publicReports.values()].filter(({ state }) => state === 'waiting');
  return [
    ...own.map(
      (report): Facts => ({
        ...{ ...PLAIN, kind: 'fieldReport', id: report.id, name: report.unitName, promises: [] },
        ...{ incidentKind: report.kind, address: report.place.address, code: 'waiting', sinceAt: report.at },
        ...{ point: { lon: report.place.lon, lat: report.place.lat }, who: [], text: report.text },
      }),
    ),
    ...ofCitizens.map(
      (report): Facts => ({
        ...{ ...PLAIN, kind: 'publicReport', id: report.id, name: report.channel },
        ...{ code: 'waiting', sinceAt: report.at, who: [], text: report.words || null },
        address: report.place?.address ?? null,
        point: report.place && { lon: report.place.lon, lat: report.place.lat },
        // Whoever wrote to the station waits for a word back.
        promises: [{ code: 'report', text: '', dueAt: null }],
      }),
    ),
  ];
}

function messages({ field, units }: World): Facts[] {
  return [...field.threads.values()].flatMap((thread) => {
    const unread = unreadOf(thread);
    const last = thread.messages.findLast(({ from, readAt }) => from === 'unit' && readAt === null);
    if (!last) return [];
    const name = units.get(thread.unitId)?.name ?? thread.unitId;
    const said = { code: String(unread), sinceAt: last.at, who: [], promises: [], text: last.text };
    return [{ ...PLAIN, kind: 'message' as const, id: thread.unitId, name, ...said }];
  });
}

function notes({ id: shiftId, name, notes: written }: ShiftState): HandOverItem[] {
  return written
    .filter(({ mustHandOver, settledAt }) => mustHandOver && settledAt === null)
    .map(({ id, text, at, by }) => {
      const facts = { kind: 'note' as const, id, name, code: 'open', sinceAt: at, who: [by], promises: [], text };
      return item({ ...PLAIN, ...facts }, `note:${shiftId}/${id}`);
    });
}

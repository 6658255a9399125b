/**
 * The device list as data: who is in it, in which order, how many of each sort. Pure, and quick enough for 25,000 devices
 * on every change: what is dear (judging, collating names) is kept with the device it was worked out for.
 */
import type { DeviceState } from '#shared/domain/device.ts';
import { CONDITIONS } from '#shared/domain/deviceCondition.ts';
import { judgeTrust, type TrustJudgement } from '#shared/domain/deviceTrust.ts';
import type { DeviceFilter } from '../../commands/deskView.ts';
import { isFaulty } from '../../live/deviceStanding.ts';

export type DeviceColumn = 'name' | 'link' | 'contact' | 'power' | 'test' | 'trust';

export interface DeviceOrder {
  readonly column: DeviceColumn;
  readonly isDescending: boolean;
}

export interface DeviceQuery {
  /** Parts of name, id, account or link, divided by spaces: all must be found. */
  readonly search: string;
  readonly filter: DeviceFilter;
  /** Id of a link, or null for every one. */
  readonly link: string | null;
  readonly order: DeviceOrder;
}

export interface DeviceListing {
  readonly rows: readonly DeviceState[];
  /** Of those that fit the search and the link, before the filter. */
  readonly counts: Readonly<Record<DeviceFilter, number>>;
}

/** Trust changes by days, not by seconds. */
const JUDGED_FOR_MS = 60_000;

const judged = new WeakMap<DeviceState, { readonly at: number; readonly judgement: TrustJudgement }>();
const searched = new WeakMap<DeviceState, string>();
const collator = new Intl.Collator('zh-Hans-CN', { numeric: true });

export function trustOf(device: DeviceState, now: number): TrustJudgement {
  const known = judged.get(device);
  if (known && Math.abs(now - known.at) < JUDGED_FOR_MS) return known.judgement;
  const judgement = judgeTrust(device, now);
  judged.set(device, { at: now, judgement });
  return judgement;
}

/** How it is in use: a lost one in maintenance is both. */
export function fitsFilter(device: DeviceState, filter: DeviceFilter, now: number): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'lost':
      return device.contact === 'lost';
    case 'faulty':
      return isFaulty(device);
    case 'maintenance':
      return device.maintenance !== null;
    case 'doubtful':
      return trustOf(device, now).grade === 'doubtful';
    case 'untested':
      return device.lastTest === null;
  }
}

/** `byName`: every device, as `sortByName` gave them. */
export function listDevices(byName: readonly DeviceState[], query: DeviceQuery, now: number): DeviceListing {
  const parts = query.search.toLowerCase().split(/\s+/).filter(Boolean);
  const counts = { all: 0, lost: 0, faulty: 0, maintenance: 0, doubtful: 0, untested: 0 };
  const filters = Object.keys(counts) as DeviceFilter[];
  const rows: DeviceState[] = [];
  for (const device of byName) {
    if (query.link !== null && (device.link ?? '') !== query.link) continue;
    if (parts.length > 0 && !parts.every((part) => searchText(device).includes(part))) continue;
    for (const filter of filters) if (fitsFilter(device, filter, now)) counts[filter]++;
    if (fitsFilter(device, query.filter, now)) rows.push(device);
  }
  return { rows: inOrder(rows, query.order, now), counts };
}

/** By the reader's alphabet, numbers in names by their value: 2 号 before 10 号. */
export function sortByName(devices: Iterable<DeviceState>): DeviceState[] {
  return [...devices].sort((left, right) => collator.compare(left.name, right.name) || (left.id < right.id ? -1 : 1));
}

/** Collating 25,000 names takes a moment; their states change all the time, their names hardly ever. */
export class NameOrder {
  #sorted: readonly DeviceState[] = [];

  follow(devices: ReadonlyMap<string, DeviceState>): readonly DeviceState[] {
    const sorted = this.#sorted;
    const isSameRow = sorted.length === devices.size && sorted.every(({ id, name }) => devices.get(id)?.name === name);
    if (!isSameRow) this.#sorted = sortByName(devices.values());
    else if (sorted.some((device) => devices.get(device.id) !== device)) {
      this.#sorted = sorted.map(({ id }) => devices.get(id)!);
    }
    return this.#sorted;
  }
}

function searchText(device: DeviceState): string {
  const known = searched.get(device);
  if (known !== undefined) return known;
  const text = [device.name, device.id, device.account, device.link].filter(Boolean).join('\n').toLowerCase();
  searched.set(device, text);
  return text;
}

/** Ascending puts first what wants attention: lost, faulty, never tested, doubtful. Equals stay by name. */
function inOrder(byName: DeviceState[], { column, isDescending }: DeviceOrder, now: number): readonly DeviceState[] {
  if (column === 'name') return isDescending ? byName.toReversed() : byName;
  const key = KEYS[column];
  const keyed = byName.map((device) => ({ device, key: key(device, now) }));
  const sign = isDescending ? -1 : 1;
  keyed.sort((left, right) => (left.key < right.key ? -sign : left.key > right.key ? sign : 0));
  return keyed.map(({ device }) => device);
}

const CONTACT_ORDER = { lost: 0, unknown: 1, online: 2 } as const;
const GRADE_ORDER = { doubtful: 0, unproven: 1, sound: 2 } as const;

const KEYS: Readonly<Record<Exclude<DeviceColumn, 'name'>, (device: DeviceState, now: number) => string | number>> = {
  link: (device) => `${device.link ?? '\uffff'}\n${device.account ?? '\uffff'}`,
  contact: (device) => CONTACT_ORDER[device.contact],
  power: (device) => -CONDITIONS.filter((name) => device.condition[name]?.isFault).length,
  test: (device) => device.lastTest?.at ?? 0,
  trust: (device, now) => (device.maintenance ? 3 : GRADE_ORDER[trustOf(device, now).grade]),
};

import type { LinkState } from '#shared/domain/link.ts';
import type { LinkAdvice, LinkCondition } from '#shared/text/links.ts';
import type { LinkHealth, LinkReport } from '#shared/wire/link.ts';

/** One line of the list: what is configured, what the core reports of it, or both. */
export interface LinkRow {
  readonly id: string;
  readonly protocol: string;
  readonly transport: string;
  readonly address: string;
  readonly condition: LinkCondition;
  /** Null for doors of the web service, which nobody configures. */
  readonly state: LinkState | null;
  /** Null while the core says nothing of it: it is stopped, or we have not heard yet. */
  readonly health: LinkHealth | null;
  /** More of the same; null for doors of the web service. */
  readonly report: LinkReport | null;
}

/** Configured links in the order of their ids, then the doors of the web service. */
export function linkRows(
  states: Iterable<LinkState>,
  reports: readonly LinkReport[],
  doors: readonly LinkHealth[],
): LinkRow[] {
  const byId = new Map(reports.map((report) => [report.id, report]));
  const links = [...states].map((state) => {
    const report = byId.get(state.id) ?? null;
    return rowOf(state.id, state, report, report);
  });
  return [
    ...links.sort((left, right) => left.id.localeCompare(right.id, 'en', { numeric: true })),
    ...doors.map((door) => rowOf(door.id, null, door, null)),
  ];
}

/** Comes in over the web service, which is no link of its own. */
export const isDoor = ({ transport }: Pick<LinkRow, 'transport'>): boolean => transport === 'http';

function rowOf(id: string, state: LinkState | null, health: LinkHealth | null, report: LinkReport | null): LinkRow {
  const record = state?.record;
  return {
    id,
    protocol: record?.protocol ?? health?.protocol ?? '',
    transport: record?.transport.kind ?? health?.transport ?? '',
    address: health?.address || (record ? addressOf(record.transport) : ''),
    condition: conditionOf(state, health, report?.isOverloaded ?? false),
    state,
    health,
    report,
  };
}

function conditionOf(state: LinkState | null, health: LinkHealth | null, isOverloaded: boolean): LinkCondition {
  if (state?.stopped) return 'stopped';
  if (!health) return 'unknown';
  if (isOverloaded) return 'overloaded';
  return health.isUp && health.fault === null ? 'running' : 'faulty';
}

/** Where a record says that it is, as transports write it. */
function addressOf(transport: LinkState['record']['transport']): string {
  return transport.kind === 'serial' ? transport.path : `${transport.host}:${transport.port}`;
}

/** What to do about a fault; null where there is none. */
export function adviceFor({ condition, transport, report }: LinkRow): LinkAdvice | null {
  if (condition === 'overloaded') return 'overload';
  if (condition !== 'faulty' || !report) return null;
  if (report.notStored > 0 && report.fault?.en.includes('stored')) return 'store';
  if (!report.isUp) return transport === 'serial' || transport === 'tcpClient' ? transport : 'port';
  return transport === 'udp' || report.fault?.en.startsWith('TCP') ? 'network' : 'heartbeat';
}

export function refusedCount(health: LinkHealth | null): number {
  return Object.values(health?.refused ?? {}).reduce((sum, count) => sum + count, 0);
}

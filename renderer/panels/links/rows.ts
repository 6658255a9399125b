import type { LinkState } from '#shared/domain/link.ts';
import type { LinkAdvice, LinkCondition } from '#shared/text/links.ts';
import type { LinkReport } from '#shared/wire/link.ts';

/** One line of the list: what is configured, what the core reports of it, or both. */
export interface LinkRow {
  readonly id: string;
  readonly protocol: string;
  readonly transport: string;
  readonly address: string;
  readonly condition: LinkCondition;
  /** Null for doors of the web service, which nobody configures. */
  readonly state: LinkState | null;
  /** Null while the core has not reported it: it is stopped, or we have not heard yet. */
  readonly report: LinkReport | null;
}

/** Configured links first, in the order of their ids, then the doors of the web service. */
export function linkRows(states: Iterable<LinkState>, reports: readonly LinkReport[]): LinkRow[] {
  const byId = new Map(reports.map((report) => [report.id, report]));
  const configured = [...states].map((state) => rowOf(state.id, state, byId.get(state.id) ?? null));
  const known = new Set(configured.map(({ id }) => id));
  const others = reports.filter(({ id }) => !known.has(id)).map((report) => rowOf(report.id, null, report));
  const byRank = (row: LinkRow) => (isDoor(row) ? 1 : 0);
  return [...configured, ...others].sort(
    (left, right) => byRank(left) - byRank(right) || left.id.localeCompare(right.id, 'en', { numeric: true }),
  );
}

/** Comes in over the web service, which is no link of its own. */
export const isDoor = ({ transport }: Pick<LinkRow, 'transport'>): boolean => transport === 'http';

function rowOf(id: string, state: LinkState | null, report: LinkReport | null): LinkRow {
  const record = state?.record;
  return {
    id,
    protocol: record?.protocol ?? report?.protocol ?? '',
    transport: record?.transport.kind ?? report?.transport ?? '',
    address: report?.address || (record ? addressOf(record.transport) : ''),
    condition: conditionOf(state, report),
    state,
    report,
  };
}

function conditionOf(state: LinkState | null, report: LinkReport | null): LinkCondition {
  if (state?.stopped) return 'stopped';
  if (!report) return 'unknown';
  if (report.isOverloaded) return 'overloaded';
  return report.isUp && report.fault === null ? 'running' : 'faulty';
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

export function refusedCount(report: LinkReport | null): number {
  return Object.values(report?.refused ?? {}).reduce((sum, count) => sum + count, 0);
}

/**
 * The journal: one append-only, hash-chained store of events per station. What to know before using it is in README.md.
 * Only the desk appends; gateway and reports read through `query()`.
 */
export type { Anchor } from './anchors.ts';
export type { Append, Appended, VersionConflict } from './append.ts';
export { type EventRow, type Head, rowHash } from './canonical.ts';
export { type ChainRow, evidenceRowsOf } from './chainRows.ts';
export type { ReadHandle } from './database.ts';
export type { JournalError, JournalErrorCode } from './error.ts';
export type { JournalFault } from './fault.ts';
export type { Journal } from './journal.ts';
export { type JournalOptions, openJournal } from './open.ts';
export type { Projection, ProjectionWriter, SqlValue } from './projection.ts';
export { type AlarmRow, alarmsAfter, hasStoredFrame } from './projections/alarms.ts';
export { dutyLinesOf } from './projections/dutyLog.ts';
export type { IncidentRow, IncidentSearch, IncidentSummary } from './projections/incidents.ts';
export { findIncidents } from './projections/incidents.ts';
export {
  consentsOf,
  isSnapshot,
  LOOKS_PER_PAGE,
  lastChannelImport,
  looksOf,
  videoPlansOf,
} from './projections/video.ts';
export type { Snapshot } from './snapshots.ts';
export type { ChainFault, SeqRange, Verification } from './verify.ts';

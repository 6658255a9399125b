/** Something of the journal that does not stop it, but must be shown: see the operator's banner and /metrics. */
export type JournalFault =
  | { code: 'projectionFailed'; projection: string; error: unknown }
  | { code: 'snapshotFailed'; error: unknown }
  | { code: 'checkpointFailed'; error: unknown }
  /** The write-ahead log grows: a reader holds on to an old state of the database. */
  | { code: 'logLarge'; bytes: number }
  | { code: 'anchorFailed'; error: unknown }
  /** anchors.log signed off an event that is no longer there: acknowledged events between the two were lost. */
  | { code: 'tailLost'; anchoredSeq: number; headSeq: number }
  /** There is no room left for reserve.bin: the disk is nearly full. */
  | { code: 'diskNearlyFull' };

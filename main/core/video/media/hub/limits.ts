/** How long the hub waits for what; tests wait less. */
export interface HubLimits {
  /** Pulled on after the last viewer left: whoever comes back at once finds it running. */
  readonly idleCloseMs: number;
  readonly firstBackOffMs: number;
  readonly longestBackOffMs: number;
  /** No complete picture for this long: the source is taken for dead. */
  readonly silenceMs: number;
  /** Pulled this long without a break, what failed before is forgotten. */
  readonly settledMs: number;
}

export const HUB_LIMITS: HubLimits = {
  idleCloseMs: 10_000,
  firstBackOffMs: 1_000,
  longestBackOffMs: 30_000,
  silenceMs: 10_000,
  settledMs: 10_000,
};

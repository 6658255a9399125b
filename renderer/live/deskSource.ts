import type { SeatClient } from './seatClient.ts';

/**
 * What panels, the scene and commands follow: what is live (seatClient.ts) or a moment of the past (replay/replaySource.ts). They
 * cannot tell which, but by what they are refused.
 */
export type DeskSource = Pick<
  SeatClient,
  | 'live'
  | 'changes'
  | 'calls'
  | 'connection'
  | 'door'
  | 'now'
  | 'localNow'
  | 'onPositions'
  | 'send'
  | 'recommend'
  | 'ask'
>;

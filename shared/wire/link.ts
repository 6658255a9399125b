import type { Bilingual } from '../kit/bilingual.ts';

/** Health of one configured wire, as windows and /api show it. Counters run since the core started. */
export interface LinkHealth {
  readonly id: string;
  readonly protocol: string;
  readonly transport: string;
  readonly address: string;
  readonly isUp: boolean;
  /** Why it is not up, or what is wrong while it is. */
  readonly fault: Bilingual | null;
  readonly lastFrameAt: number | null;
  readonly received: number;
  readonly answered: number;
  /** Frames refused, by reason. */
  readonly refused: Readonly<Record<string, number>>;
  /** Datagrams the kernel dropped before we saw them; null where it cannot be known. */
  readonly kernelDrops: number | null;
}

/** What every kind of layer offers the pack: a report, and bytes under `/<kind>/<layer id>/…`. */
import type { Bilingual } from '#shared/kit/bilingual.ts';
import { type Result, refuse } from '#shared/kit/result.ts';
import type { LayerReport, PackLayer, TileFacts } from '#shared/wire/pack.ts';
import type { PackFile } from './serve.ts';

export interface OpenLayer {
  readonly report: LayerReport;
  /** Of imagery and terrain that can be drawn. */
  readonly tiles?: TileFacts;
  /** This runtime cannot read it, and another one on the same pack may: its tiles are asked for there. */
  readonly isBeyondRuntime?: true;
  /** `rest` is the decoded path after the layer id, without a leading slash. */
  serve(rest: string, range?: string): Promise<Result<PackFile>>;
  close(): Promise<void>;
}

export interface Finding {
  readonly state: LayerReport['state'];
  readonly reason: Bilingual | null;
  readonly count: number;
}

export function reportOf(layer: PackLayer, { state, reason, count }: Finding): LayerReport {
  return { id: layer.id, kind: layer.kind, role: layer.kind === 'vector' ? layer.role : null, state, reason, count };
}

/** A layer that is only a sentence. */
export function unusableLayer(layer: PackLayer, reason: Bilingual): OpenLayer {
  return {
    report: reportOf(layer, { state: 'unusable', reason, count: 0 }),
    serve: async () => refuse('notFound', reason.zh),
    close: async () => {},
  };
}

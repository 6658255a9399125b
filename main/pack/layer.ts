/** What every kind of layer offers the pack: a report, and bytes under `/<kind>/<layer id>/…`. */
import type { Result } from '#shared/kit/result.ts';
import type { LayerReport, PackLayer } from '#shared/wire/pack.ts';
import type { PackFile } from './serve.ts';

export interface OpenLayer {
  readonly report: LayerReport;
  /** `rest` is the decoded path after the layer id, without a leading slash. */
  serve(rest: string, range?: string): Promise<Result<PackFile>>;
  close(): Promise<void>;
}

export interface Finding {
  readonly state: LayerReport['state'];
  readonly reason: string | null;
  readonly count: number;
}

export function reportOf(layer: PackLayer, { state, reason, count }: Finding): LayerReport {
  return { id: layer.id, kind: layer.kind, role: layer.kind === 'vector' ? layer.role : null, state, reason, count };
}

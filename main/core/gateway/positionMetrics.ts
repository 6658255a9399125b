import { Counter, Gauge, type Registry } from 'prom-client';
import type { GatewayContext } from './context.ts';
import { countFreshness } from './tracks.ts';

/** What becomes of positions. Labels are sources, outcomes and words of freshness: never a unit, never a place. */
export function addPositionMetrics(registry: Registry, context: GatewayContext): void {
  const fixes = new Counter({
    name: 'pingan_fixes_total',
    help: 'Positions by source and by what became of them',
    labelNames: ['source', 'outcome'],
    registers: [registry],
  });
  for (const [source, outcomes] of Object.entries(context.positionIngest.counts())) {
    for (const [outcome, times] of Object.entries(outcomes)) fixes.inc({ source, outcome }, times);
  }
  const units = new Gauge({
    name: 'pingan_units_by_freshness',
    help: 'Units by how fresh their position is',
    labelNames: ['freshness'],
    registers: [registry],
  });
  for (const [freshness, times] of Object.entries(countFreshness(context))) units.set({ freshness }, times);

  const gauge = (name: string, help: string, value: number) =>
    new Gauge({ name, help, registers: [registry] }).set(value);
  const counter = (name: string, help: string, value: number) =>
    new Counter({ name, help, registers: [registry] }).inc(value);
  const { written, dropped, waiting, bytes, isUp, fault } = context.history.stats();
  gauge('pingan_units_clock_wrong', 'Terminals whose clock is wrong', context.positionIngest.wrongClocks().length);
  counter('pingan_tracks_written_total', 'Positions written to the history', written);
  counter('pingan_tracks_dropped_total', 'Positions that could not be kept', dropped);
  gauge('pingan_tracks_waiting', 'Positions on their way to the history', waiting);
  gauge('pingan_tracks_bytes', 'Size of the history on disk', bytes);
  gauge('pingan_tracks_up', 'The history is being written without fault', isUp && fault === null ? 1 : 0);
  gauge('pingan_positions_saved', 'The latest positions could be saved', context.positionsFault() === null ? 1 : 0);
}

/** What the desk's rules about the field ask of the rest of the core; wired in core/wiring/execution.ts. */
import type { Must } from '#shared/catalog/fiveMusts.ts';
import type { EvidenceFile } from '#shared/domain/evidence.ts';
import type { ProvingFix } from '#shared/domain/taskProof.ts';
import type { LonLat } from '#shared/geo/earth.ts';

/** The station's rule for idle units (station.json `patrol`). */
export interface PatrolRule {
  readonly auto: boolean;
  /** A unit that has just ended a task or an incident is left alone for so long. */
  readonly restMinutes: number;
  /** A patrol given by the rule is to be done within this. */
  readonly dueMinutes: number;
}

export interface FieldContext {
  /** Where a unit was last seen, at whatever age; null: never, or it is off shift. */
  sighting(unitId: string): ProvingFix | null;
  /** Takes a position that came with a deed, as any other of a phone; null where it was refused for what it is. */
  takeFix(
    unitId: string,
    fix: { readonly lon: number; readonly lat: number; readonly accuracyM: number | null; readonly at: number },
  ): ProvingFix | null;
  /** Through the points along the roads; as the crow flies where none leads. */
  alongRoads(points: readonly LonLat[]): { readonly line: readonly LonLat[]; readonly lengthM: number };
  /** A file that has been uploaded. */
  evidence(hash: string): EvidenceFile | undefined;
  readonly musts: readonly Must[];
  readonly patrol: PatrolRule;
}

/** Whom an incident concerns beside the station's own units: the bodies its procedure names, in whose area it lies. Pure. */
import { INCIDENT_KIND_CATALOG, type IncidentKind } from '../catalog/incidentKinds.ts';
import { STEP_PARTNERS, type StepPartner } from '../catalog/sopSteps.ts';
import { isWithinArea } from '../geo/areaCode.ts';
import type { Group } from './group.ts';
import type { IncidentState } from './incident.ts';

/** Why a group is proposed: its part in the procedure of this kind, and the area code by which it is the one. */
export type LinkReason =
  | { readonly code: 'procedure'; readonly kind: IncidentKind }
  | { readonly code: 'routine' }
  | { readonly code: 'area'; readonly area: string }
  | { readonly code: 'everywhere' }
  /** Not proposed: an officer ticked it. */
  | { readonly code: 'officer' };

export interface LinkProposal {
  readonly groupId: string;
  readonly reasons: readonly LinkReason[];
}

/** Told of every emergency and of everything against public order, also where no step of the procedure names them. */
const ROUTINE: readonly StepPartner[] = ['police', 'community'];
const ROUTINE_CATEGORIES: ReadonlySet<string> = new Set(['emergency', 'publicOrder']);

/** In the order of STEP_PARTNERS; of several groups of one kind those whose area fits most closely. */
export function proposeGroups(
  { kind, place }: Pick<IncidentState, 'kind' | 'place'>,
  groups: Iterable<Group>,
): readonly LinkProposal[] {
  const all = [...groups];
  return STEP_PARTNERS.flatMap((partner) => {
    const why = whyCalled(kind, partner);
    if (!why) return [];
    const serving = all.flatMap((group) => {
      const area = group.kind === partner ? areaServed(group, place.gridCode) : null;
      return area === null ? [] : [{ group, area }];
    });
    const closest = Math.max(...serving.map(({ area }) => area.length));
    return serving
      .filter(({ area }) => area.length === closest)
      .map(({ group, area }) => ({ groupId: group.id, reasons: [why, whereServed(area)] }));
  });
}

function whyCalled(kind: IncidentKind, partner: StepPartner): LinkReason | null {
  const { steps, category } = INCIDENT_KIND_CATALOG[kind];
  if (steps.some(({ doneBy }) => doneBy === `linked.${partner}`)) return { code: 'procedure', kind };
  return ROUTINE.includes(partner) && ROUTINE_CATEGORIES.has(category) ? { code: 'routine' } : null;
}

/** The longest of its codes the grid lies under; empty: it serves the whole station; null: it does not serve here. */
function areaServed({ areas }: Group, gridCode: string | null): string | null {
  if (areas.length === 0) return '';
  if (gridCode === null) return null;
  const fitting = areas.filter((area) => isWithinArea(gridCode, area));
  return fitting.toSorted((one, other) => other.length - one.length)[0] ?? null;
}

const whereServed = (area: string): LinkReason => (area === '' ? { code: 'everywhere' } : { code: 'area', area });

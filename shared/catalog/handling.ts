/**
 * How long a unit stays with an incident once it is there, for planning: used only until a station has finished enough
 * dispatches of its own (shared/domain/handlingTime.ts). Rounded desk values, said to be planned wherever they are shown.
 */
import type { IncidentKind } from './incidentKinds.ts';

export const PLANNED_HANDLING_SECONDS: Readonly<Record<IncidentKind, number>> = {
  holdUp: 1_200,
  fire: 1_800,
  medical: 900,
  intrusion: 900,
  tamper: 600,
  deviceTrouble: 600,
  publicOrder: 1_200,
  fight: 1_200,
  missingPerson: 2_400,
  crisis: 1_800,
  gas: 1_800,
  waterMain: 1_800,
  flood: 2_400,
  traffic: 1_200,
  dispute: 1_200,
  safetyHazard: 900,
  cityManagement: 600,
  service: 900,
  other: 900,
};

/**
 * 处置时限: from opening until somebody has said what came of it, or it is closed. Desk values of this station, not a standard's;
 * a demand from above sets its own deadline beside it (urge 督办).
 */
export const HANDLING_LIMIT_SECONDS: Readonly<Record<IncidentKind, number>> = {
  holdUp: 3_600,
  fire: 7_200,
  medical: 3_600,
  intrusion: 3_600,
  tamper: 14_400,
  deviceTrouble: 86_400,
  publicOrder: 7_200,
  fight: 3_600,
  missingPerson: 21_600,
  crisis: 7_200,
  gas: 7_200,
  waterMain: 14_400,
  flood: 14_400,
  traffic: 3_600,
  dispute: 259_200,
  safetyHazard: 86_400,
  cityManagement: 259_200,
  service: 172_800,
  other: 86_400,
};

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

import { ok, type Result } from '../kit/result.ts';
import type { Draft, StoredEvent } from './event.ts';

/** The map a station works on: recorded when it changes, so that old incidents can be read on their own map. */
export interface DistrictState {
  readonly packId: string;
  readonly title: string;
  /** SHA-256 over the pack's manifest, hex. */
  readonly digest: string;
  readonly isDemo: boolean;
  readonly counts: Readonly<Record<string, number>>;
  /** Layers that could not be used, with the reason, in the loader's words. */
  readonly problems: readonly {
    readonly layer: string;
    readonly state: string;
    readonly reason: string;
    /** The reason in English; a journal of before it was said in both has none. */
    readonly english?: string;
  }[];
}

export type DistrictEventBody = { 'district.loaded': DistrictState };
export type DistrictCommand = { kind: 'district.load'; district: DistrictState };

export const districtStream = (stationId: string) => `district:${stationId}`;

/** Loading the map that is already loaded is not news. */
export function decideDistrict(
  state: DistrictState | null,
  command: DistrictCommand,
  stationId: string,
): Result<Draft[]> {
  if (state && JSON.stringify(state) === JSON.stringify(command.district)) return ok([]);
  return ok([{ stream: districtStream(stationId), kind: 'district.loaded', body: command.district }]);
}

export function evolveDistrict(state: DistrictState | null, event: StoredEvent): DistrictState | null {
  return event.kind === 'district.loaded' ? (event.body as DistrictState) : state;
}

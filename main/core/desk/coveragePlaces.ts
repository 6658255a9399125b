import type { PlaceColumns } from '#main/core/roads/index.ts';
import type { ResponseProfile } from '#shared/catalog/profiles.ts';
import type { CoveragePlace } from '#shared/domain/coverage.ts';
import type { DeviceState } from '#shared/domain/device.ts';
import type { AreaFeature, PlaceFeature } from '#shared/wire/packFeatures.ts';

/** A place with the bits of the bands its being reached counts for. */
interface Wanted {
  readonly place: CoveragePlace;
  readonly bands: number;
}

/** What must be reached, in the order of the thread's answers. */
export interface CoveragePlaces {
  readonly places: readonly CoveragePlace[];
  readonly columns: PlaceColumns;
}

/**
 * Scene places count for the bands whose classes they are of. An enrolled alarm pole stands where help is called from and is a
 * key place too, of no class: it counts where a band names none. Grids count for every band, by their centre.
 */
export function coveragePlaces(
  profile: ResponseProfile,
  scenePlaces: readonly PlaceFeature[],
  devices: Iterable<DeviceState>,
  grids: readonly AreaFeature[],
): CoveragePlaces {
  const bandsOf = (placeClass: string | null) =>
    profile.bands.reduce((bits, { places }, band) => {
      const counts = places.length === 0 || (placeClass !== null && places.includes(placeClass));
      return counts ? bits | (1 << band) : bits;
    }, 0);
  const every = (1 << profile.bands.length) - 1;
  const wanted: Wanted[] = [
    ...scenePlaces.map(({ geometry, properties }) => {
      const [lon, lat] = geometry.coordinates;
      const { placeCode: id, name, placeClass } = properties;
      return { place: { kind: 'place' as const, id, name, lon, lat }, bands: bandsOf(placeClass) };
    }),
    ...[...devices]
      .filter(({ kind }) => kind === 'alarmPole')
      .map(({ id, name, lon, lat }) => ({
        place: { kind: 'pole' as const, id, name, lon, lat },
        bands: bandsOf(null),
      })),
    ...grids.map(({ properties: { code: id, name, center } }) => {
      return { place: { kind: 'grid' as const, id, name, lon: center[0], lat: center[1] }, bands: every };
    }),
  ];
  return {
    places: wanted.map(({ place }) => place),
    columns: {
      lon: Float64Array.from(wanted, ({ place }) => place.lon),
      lat: Float64Array.from(wanted, ({ place }) => place.lat),
      bands: Uint8Array.from(wanted, ({ bands }) => bands),
      isKey: Uint8Array.from(wanted, ({ place }) => (place.kind === 'grid' ? 0 : 1)),
    },
  };
}

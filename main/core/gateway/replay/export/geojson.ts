/**
 * RFC 7946: one line for each unit's track, one point for each incident. Times of a track stand in
 * `properties.coordinateProperties`, one for each coordinate, as tools that read tracks expect them.
 */
import type { TrackFix } from '#main/core/tracks/history/index.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { type Exporter, isoTime } from './contract.ts';

export const geojson: Exporter = {
  contentType: 'application/geo+json; charset=utf-8',
  head: ({ fromAt, toAt }, incidents) => {
    const span = { from: isoTime(fromAt), to: isoTime(toAt) };
    // Every feature after this one begins with a comma, so that the file can be written while it is read.
    const first = { type: 'Feature', geometry: null, properties: { record: 'span', ...span } };
    return `{"type":"FeatureCollection","features":[\n${[first, ...incidents.map(incidentFeature)].map((one) => JSON.stringify(one)).join(',\n')}`;
  },
  track: (unitId, unit, fixes) =>
    `,\n${JSON.stringify({
      type: 'Feature',
      geometry: lineOf(fixes),
      properties: {
        record: 'track',
        unitId,
        name: unit?.name ?? unitId,
        unitKind: unit?.kind ?? null,
        coordinateProperties: {
          times: fixes.map(({ fixAt }) => isoTime(fixAt)),
          receivedTimes: fixes.map(({ receivedAt }) => isoTime(receivedAt)),
          speedsMps: fixes.map(({ speedMps }) => speedMps),
          coursesDegrees: fixes.map(({ courseDegrees }) => courseDegrees),
          accuraciesM: fixes.map(({ accuracyM }) => accuracyM),
          sources: fixes.map(({ source }) => source),
          isLate: fixes.map(({ isLate }) => isLate),
        },
      },
    })}`,
  tail: (isCut) => `\n],"isCut":${isCut}}\n`,
};

/** A line needs two places. */
function lineOf(fixes: readonly TrackFix[]) {
  const coordinates = fixes.map(({ lon, lat }) => [lon, lat]);
  return coordinates.length === 1
    ? { type: 'Point', coordinates: coordinates[0] }
    : { type: 'LineString', coordinates };
}

function incidentFeature(incident: IncidentState) {
  const { id, number, kind, level, title, place, openedAt, acknowledgedAt, closedAt, closeReason } = incident;
  const time = (at: number | null) => (at === null ? null : isoTime(at));
  return {
    type: 'Feature',
    id,
    geometry: { type: 'Point', coordinates: [place.lon, place.lat] },
    properties: {
      record: 'incident',
      ...{ number, kind, level, title, address: place.address, gridCode: place.gridCode },
      ...{ openedAt: isoTime(openedAt), acknowledgedAt: time(acknowledgedAt), closedAt: time(closedAt), closeReason },
      dispatches: incident.dispatches.map((dispatch) => ({
        ...{ unitId: dispatch.unitId, unitName: dispatch.unitName, state: dispatch.state },
        notifiedAt: isoTime(dispatch.notifiedAt),
        departedAt: time(dispatch.departedAt),
        arrivedAt: time(dispatch.arrivedAt),
        endedAt: time(dispatch.endedAt),
      })),
    },
  };
}

/** GPX 1.1 (https://www.topografix.com/GPX/1/1/): an incident is a waypoint, a unit a track, cut where it was lost. */
import type { TrackFix } from '#main/core/tracks/history/index.ts';
import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import type { IncidentState } from '#shared/domain/incident.ts';
import { FRESHNESS_AFTER_MS } from '#shared/domain/position.ts';
import { escapeXml } from '#shared/kit/xml.ts';
import { type Exporter, isoTime } from './contract.ts';

const HEAD =
  '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="Ping\'an Command" xmlns="http://www.topografix.com/GPX/1/1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.topografix.com/GPX/1/1 http://www.topografix.com/GPX/1/1/gpx.xsd">\n';

export const gpx: Exporter = {
  contentType: 'application/gpx+xml; charset=utf-8',
  head: ({ fromAt, toAt }, incidents) =>
    `${HEAD}<metadata><desc>${isoTime(fromAt)} / ${isoTime(toAt)}</desc><time>${isoTime(toAt)}</time></metadata>\n${incidents.map(waypoint).join('')}`,
  track: (unitId, unit, fixes) =>
    `<trk><name>${escapeXml(unit?.name ?? unitId)}</name><desc>${escapeXml(unitId)}</desc>\n${segments(fixes).map(segment).join('')}</trk>\n`,
  tail: (isCut) => `${isCut ? '<!-- cut: more than one file may hold -->\n' : ''}</gpx>\n`,
};

function waypoint({ number, kind, title, place, openedAt }: IncidentState): string {
  const name = `${number} ${INCIDENT_KIND_CATALOG[kind].zh}`;
  return `<wpt lat="${place.lat}" lon="${place.lon}"><time>${isoTime(openedAt)}</time><name>${escapeXml(name)}</name><desc>${escapeXml(`${title} ${place.address}`)}</desc></wpt>\n`;
}

/** A line over a stretch nobody knows of would be an invention. */
function segments(fixes: readonly TrackFix[]): TrackFix[][] {
  const found: TrackFix[][] = [];
  for (const fix of fixes) {
    const current = found.at(-1);
    const before = current?.at(-1);
    if (current && before && fix.fixAt - before.fixAt <= FRESHNESS_AFTER_MS.lost) current.push(fix);
    else found.push([fix]);
  }
  return found;
}

const segment = (fixes: readonly TrackFix[]) =>
  `<trkseg>\n${fixes.map(({ lat, lon, fixAt }) => `<trkpt lat="${lat}" lon="${lon}"><time>${isoTime(fixAt)}</time></trkpt>\n`).join('')}</trkseg>\n`;

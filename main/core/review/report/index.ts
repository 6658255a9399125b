/** What a report needs beside its film: the ground of the scene pack, the ways of the units, small pictures. Then it is written. */
import { EvidenceStore } from '#main/core/evidence/store.ts';
import type { TrackAnswer } from '#main/core/tracks/history/index.ts';
import { featuresOf, openPack } from '#main/pack/index.ts';
import type { LonLat } from '#shared/geo/earth.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { reviewReportText } from '#shared/text/reviewReport.ts';
import { PRINT_CHARACTERS } from '#shared/wire/print.ts';
import type { ReviewDispatch, ReviewFilm, ReviewIncident, ReviewLanguage } from '#shared/wire/review.ts';
import type { ReviewThreadOptions, WantedTrack } from '../messages.ts';
import { closeOf, type DrawnTrack, type Ground, overviewOf } from './mapPicture.ts';
import { type ReportParts, reportPage } from './page.ts';

const MOST_MAPS = 30;
const MOST_TRACKS = 10;
/** A unit is drawn from a little before it was told. */
const LEAD_MS = 60_000;
/** Somebody who is sent for a day is drawn for the way there, not for the day. */
const LONGEST_MS = 3_600_000;
const PICTURE_BYTES = 400 * 1024;
const PICTURES_BYTES = 4 * 1024 * 1024;
const LETTERS = 'ABCDEFGHIJ';

export class ReportDesk {
  readonly #scene: string;
  readonly #evidence: EvidenceStore;
  #ground: Promise<Ground | null> | null = null;

  constructor({ directory, scene }: ReviewThreadOptions) {
    this.#scene = scene;
    this.#evidence = new EvidenceStore(directory);
  }

  /** The ways that are drawn, by incident and in order of sending. */
  wantedTracks(film: ReviewFilm): WantedTrack[] {
    return film.incidents.slice(0, MOST_MAPS).flatMap((incident) =>
      drawnOf(incident).map(({ unitId, notifiedAt, arrivedAt, endedAt }) => {
        const fromAt = notifiedAt - LEAD_MS;
        return { unitId, fromAt, toAt: Math.min(arrivedAt ?? endedAt ?? film.toAt, fromAt + LONGEST_MS) };
      }),
    );
  }

  /** Refused with `reportTooLarge`. `tracks` in the order of `wanted`, which may be of a film that was a moment younger. */
  async page(
    film: ReviewFilm,
    language: ReviewLanguage,
    wanted: readonly WantedTrack[],
    tracks: readonly TrackAnswer[],
  ): Promise<Result<string>> {
    const ground = await this.#groundOnce();
    const ways = new Map(wanted.map((each, index) => [keyOf(each), wayOf(tracks[index])]));
    const drawn = ground ? film.incidents.slice(0, MOST_MAPS) : [];
    const maps: ReportParts['maps'] = new Map(
      drawn.map((incident) => {
        const lines = drawnOf(incident).map((dispatch, index) => trackOf(dispatch, index, ways));
        const letters = drawnOf(incident).map(({ unitName }, index) => `${LETTERS[index]} ${unitName}`);
        const pictures = [overviewOf(incident, lines, ground!), closeOf(incident, lines, ground!)];
        return [incident.id, { pictures, letters }];
      }),
    );
    const pictures = await this.#pictures(film);
    const page = reportPage({ film, language, maps, mapsDrawn: drawn.length, hasGround: ground !== null, pictures });
    if (page.length > PRINT_CHARACTERS) return refuse('reportTooLarge', reviewReportText['zh-CN'].tooLarge);
    return ok(page);
  }

  #groundOnce(): Promise<Ground | null> {
    this.#ground ??= readGround(this.#scene);
    return this.#ground;
  }

  /** Small stills and photos, in the order of the film, as long as there is room. */
  async #pictures({ evidence }: ReviewFilm): Promise<Map<string, string>> {
    const shown = new Map<string, string>();
    let left = PICTURES_BYTES;
    for (const { sha256, bytes, mediaType } of evidence) {
      if (!mediaType.startsWith('image/') || bytes > Math.min(PICTURE_BYTES, left)) continue;
      const found = await this.#evidence.read(sha256);
      if (!found) continue;
      left -= bytes;
      shown.set(sha256, `data:${found.file.mediaType};base64,${found.bytes.toString('base64')}`);
    }
    return shown;
  }
}

async function readGround(scene: string): Promise<Ground | null> {
  const opened = await openPack(scene);
  if (!opened.ok) return null;
  const pack = opened.value;
  const ground = {
    grids: await featuresOf(pack, 'grids'),
    roads: await featuresOf(pack, 'roads'),
    water: await featuresOf(pack, 'water'),
    buildings: await featuresOf(pack, 'buildings'),
    cameras: await featuresOf(pack, 'cameras'),
  };
  await pack.close();
  return ground;
}

const drawnOf = ({ dispatches }: ReviewIncident): readonly ReviewDispatch[] => dispatches.slice(0, MOST_TRACKS);
const keyOf = ({ unitId, fromAt }: Pick<WantedTrack, 'unitId' | 'fromAt'>) => `${unitId} ${fromAt}`;
const wayOf = (answer: TrackAnswer | undefined): LonLat[] => (answer?.fixes ?? []).map(({ lon, lat }) => [lon, lat]);

function trackOf(
  { unitId, notifiedAt, arrivedAt, route }: ReviewDispatch,
  index: number,
  ways: ReadonlyMap<string, readonly LonLat[]>,
): DrawnTrack {
  const points = ways.get(keyOf({ unitId, fromAt: notifiedAt - LEAD_MS })) ?? [];
  const arrived = arrivedAt === null ? null : (points.at(-1) ?? route.at(-1) ?? null);
  return { letter: LETTERS[index] ?? '', points, planned: route, arrived };
}

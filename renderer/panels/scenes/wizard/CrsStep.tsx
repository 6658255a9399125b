import type { SceneSource } from '#shared/wire/scenes.ts';
import type { SceneNaming, SourceWish } from '../../../live/sceneLibrary.ts';
import { Button } from '../../../ui/Button.tsx';
import { WarningIcon } from '../../../ui/icons.tsx';
import { useCommands, useText } from '../../desk.tsx';
import { useLibrary, useScenes } from '../useScenes.ts';
import { NamingFields } from './NamingFields.tsx';
import { StepFoot } from './StepFoot.tsx';

const DEGREE_SYSTEMS = ['wgs84', 'cgcs2000', 'gcj02', 'bd09'] as const;
/** CGCS2000 three-degree zones without the zone in the easting: 75° E and every three degrees. */
const ZONES = Array.from({ length: 21 }, (_, index) => ({ code: 4534 + index, meridian: 75 + 3 * index }));
const CUSTOM = 'custom';
const DATUM_NAMES = { wgs84: 'WGS-84', gcj02: 'GCJ-02', bd09: 'BD-09' } as const;
const FEATURE_KINDS: ReadonlySet<SceneSource['kind']> = new Set(['geojson', 'shp', 'zippedShp']);
/** Tiles lie in one grid; only the datum of that grid is a question. */
const PICTURE_KINDS: ReadonlySet<SceneSource['kind']> = new Set(['mbtiles', 'pmtiles', 'pictureFolder']);

/** In which system each file is, where a model without a place stands, and what the pack is called. */
export function CrsStep() {
  const library = useLibrary();
  const say = useText().scenes;
  const look = useScenes((state) => state.look);
  const wishes = useScenes((state) => state.wishes);
  const naming = useScenes((state) => state.naming);
  if (!look) return null;
  const taken = look.sources.filter(({ token }) => wishes.get(token)?.isTaken);
  const isKnown = taken.every(({ token, isDegrees }) => isDegrees || wishes.get(token)?.crs);
  const isPlaced = naming.at !== null || !taken.some(({ needsPlace }) => needsPlace);
  return (
    <div className="pack-step">
      <Shifted wishes={wishes} />
      <ul className="pack-sources">
        {taken
          .filter(({ kind }) => FEATURE_KINDS.has(kind) || PICTURE_KINDS.has(kind))
          .map((source) => (
            <CrsRow key={source.token} source={source} wish={wishes.get(source.token)!} />
          ))}
      </ul>
      {taken.some(({ needsPlace }) => needsPlace) && <PlaceField at={naming.at} />}
      <NamingFields />
      <StepFoot
        back="fields"
        nextLabel={say.start}
        mayGoOn={isKnown && isPlaced && isNamed(naming)}
        onNext={() => void library.import()}
      />
    </div>
  );
}

const isNamed = ({ id, title, districtCode }: SceneNaming) =>
  /^[a-z0-9][a-z0-9-]{0,63}$/.test(id) && title.trim() !== '' && /^\d{6}$/.test(districtCode);

/** The finding of the comparison with the roads, and the one press that follows it. */
function Shifted({ wishes }: { readonly wishes: ReadonlyMap<string, SourceWish> }) {
  const library = useLibrary();
  const say = useText().scenes;
  const look = useScenes((state) => state.look);
  const { shifted = null, sources = [] } = look ?? {};
  const source = shifted && sources.find(({ name }) => name === shifted.from);
  if (!shifted || !source) return null;
  const isFollowed = wishes.get(source.token)?.crs === shifted.datum;
  const datum = DATUM_NAMES[shifted.datum];
  return (
    <div className="pack-warning" role="status" data-testid="scene-shifted">
      <WarningIcon />
      <span>{say.shifted(shifted.from, shifted.offsetM, datum)}</span>
      <Button
        disabled={isFollowed}
        onClick={() => library.wish(source.token, { crs: shifted.datum })}
        data-testid="scene-use-datum"
      >
        {say.convertFrom(datum)}
      </Button>
    </div>
  );
}

function CrsRow({ source, wish }: { readonly source: SceneSource; readonly wish: SourceWish }) {
  const library = useLibrary();
  const say = useText().scenes;
  const { token, name, kind, statedCrs, isDegrees } = source;
  const isCustom = wish.crs?.startsWith('proj:') ?? false;
  const asIs = statedCrs
    ? say.crsAsFile(/^EPSG:\d+$/i.test(statedCrs) ? statedCrs : '.prj')
    : isDegrees
      ? say.crsAssumed
      : say.crsChoose;
  const take = (value: string) =>
    library.wish(token, { crs: value === '' ? null : value === CUSTOM ? 'proj:' : value });
  return (
    <li className="pack-source">
      <label className="pack-crs">
        <strong className="ellipsis">{name}</strong>
        <select
          className="input"
          aria-label={`${say.crs} ${name}`}
          value={isCustom ? CUSTOM : (wish.crs ?? '')}
          onChange={({ target }) => take(target.value)}
          data-testid={`scene-crs-${name}`}
        >
          <option value="">{asIs}</option>
          {DEGREE_SYSTEMS.map((one) => (
            <option key={one} value={one}>
              {say.crsNames[one]}
            </option>
          ))}
          {FEATURE_KINDS.has(kind) && (
            <>
              {ZONES.map(({ code, meridian }) => (
                <option key={code} value={`epsg:${code}`}>
                  {say.crsZone(code, meridian)}
                </option>
              ))}
              <option value={CUSTOM}>{say.crsCustom}</option>
            </>
          )}
        </select>
      </label>
      {isCustom && (
        <input
          className="input"
          aria-label={say.crsCustom}
          placeholder={say.crsCustomHint}
          value={wish.crs?.slice('proj:'.length) ?? ''}
          onChange={({ target }) => library.wish(token, { crs: `proj:${target.value}` })}
          data-testid={`scene-proj-${name}`}
        />
      )}
    </li>
  );
}

function PlaceField({ at }: { readonly at: SceneNaming['at'] }) {
  const { view } = useCommands();
  const library = useLibrary();
  const say = useText().scenes;
  const aim = () =>
    view.change({
      mapAim: ({ lon, lat }) => {
        view.change({ mapAim: null });
        library.name({ at: [lon, lat] });
      },
    });
  return (
    <div className="pack-warning">
      <span>{at ? `${say.at}：${say.atPoint(at[0].toFixed(5), at[1].toFixed(5))}` : say.atHint}</span>
      <Button onClick={aim} data-testid="scene-at">
        {say.atPick}
      </Button>
    </div>
  );
}

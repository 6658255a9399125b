import { pick } from '#shared/text/language.ts';
import { FEATURE_ROLES, MAPPED_FIELDS, type MappedField } from '#shared/text/scenesImport.ts';
import type { SceneSource, SourceRole } from '#shared/wire/scenes.ts';
import type { SourceWish } from '../../../live/sceneLibrary.ts';
import { useLanguage, useText } from '../../desk.tsx';
import { useLibrary, useScenes } from '../useScenes.ts';
import { SkippedList } from './SkippedList.tsx';
import { StepFoot } from './StepFoot.tsx';

/** What each file was taken for, and which of its columns mean what. */
export function FieldsStep() {
  const library = useLibrary();
  const say = useText().scenes;
  const look = useScenes((state) => state.look);
  const wishes = useScenes((state) => state.wishes);
  if (!look) return null;
  const taken = look.sources.filter(({ token }) => wishes.get(token)?.isTaken);
  const isNamed = taken.every(
    (source) => !needsRole(source) || (wishes.get(source.token)?.role ?? source.role) !== null,
  );
  return (
    <div className="pack-step">
      <p className="pack-sub">{say.found(look.sources.length)}</p>
      <ul className="pack-sources">
        {look.sources.map((source) => (
          <SourceRow key={source.token} source={source} wish={wishes.get(source.token)!} />
        ))}
      </ul>
      <SkippedList skipped={look.skipped} />
      <StepFoot
        back="choose"
        nextLabel={say.next}
        mayGoOn={taken.length > 0 && isNamed}
        onNext={() => library.change({ step: 'crs', refusal: null })}
      />
    </div>
  );
}

/** OSM sorts itself; tiles and pictures are what they are. */
const needsRole = ({ kind }: SceneSource) => kind === 'geojson' || kind === 'shp' || kind === 'zippedShp';
const mayBeHeights = ({ kind }: SceneSource) => kind === 'mbtiles';

function SourceRow({ source, wish }: { readonly source: SceneSource; readonly wish: SourceWish }) {
  const library = useLibrary();
  const say = useText().scenes;
  const language = useLanguage();
  const { token, name, kind, count, refused, columns } = source;
  const role = wish.role ?? source.role;
  return (
    <li className="pack-source" data-testid={`scene-source-${name}`} data-taken={wish.isTaken}>
      <div className="pack-source__head">
        <label className="pack-source__take">
          <input
            type="checkbox"
            checked={wish.isTaken}
            disabled={refused !== null}
            aria-label={`${say.take} ${name}`}
            onChange={({ target }) => library.wish(token, { isTaken: target.checked })}
          />
          <strong className="ellipsis">{name}</strong>
        </label>
        <span className="pack-source__kind">
          {say.kind[kind]}
          {count !== null && ` · ${say.count(count)}`}
        </span>
        {(needsRole(source) || mayBeHeights(source)) && refused === null && (
          <select
            className="input pack-source__role"
            aria-label={say.steps.fields}
            value={role ?? ''}
            onChange={({ target }) => library.wish(token, { role: (target.value || null) as SourceRole | null })}
            data-testid={`scene-role-${name}`}
          >
            <option value="">{mayBeHeights(source) ? say.roleBySelf : say.roleUnknown}</option>
            {(mayBeHeights(source) ? (['terrain'] as const) : FEATURE_ROLES).map((one) => (
              <option key={one} value={one}>
                {say.role[one]}
              </option>
            ))}
          </select>
        )}
      </div>
      {refused && (
        <p className="is-bad selectable" role="alert" data-testid={`scene-refused-${name}`}>
          {pick(refused, language)}
        </p>
      )}
      {columns.length > 0 && refused === null && <Columns source={source} wish={wish} />}
    </li>
  );
}

function Columns({ source, wish }: { readonly source: SceneSource; readonly wish: SourceWish }) {
  const library = useLibrary();
  const say = useText().scenes;
  const known = (field: string | null): MappedField | '' => MAPPED_FIELDS.find((one) => one === field) ?? '';
  const take = (column: string, field: string) => {
    const { [column]: _before, ...rest } = wish.fields;
    library.wish(source.token, { fields: field === '' ? rest : { ...rest, [column]: field } });
  };
  return (
    <details className="pack-columns">
      <summary>
        {say.columns}
        <span className="pack-hint"> {mappedLine(source, wish, say.fields)}</span>
      </summary>
      <table className="pack-table">
        <thead>
          <tr>
            <th>{say.column}</th>
            <th>{say.sample}</th>
            <th>{say.field}</th>
          </tr>
        </thead>
        <tbody>
          {source.columns.map(({ name, sample, field }) => (
            <tr key={name}>
              <td className="selectable">{name}</td>
              <td className="pack-table__sample selectable">{sample}</td>
              <td>
                <select
                  className="input"
                  aria-label={`${say.field} ${name}`}
                  value={known(wish.fields[name] ?? field ?? name)}
                  onChange={({ target }) => take(name, target.value)}
                  data-testid={`scene-map-${name}`}
                >
                  <option value="">{say.none}</option>
                  {MAPPED_FIELDS.map((one) => (
                    <option key={one} value={one}>
                      {say.fields[one]}
                    </option>
                  ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** `网格编码 → 编码，网格名称 → 名称`: what is taken, without opening the table. */
function mappedLine(source: SceneSource, wish: SourceWish, names: Readonly<Record<MappedField, string>>): string {
  return source.columns
    .flatMap(({ name, field }) => {
      const ours = MAPPED_FIELDS.find((one) => one === (wish.fields[name] ?? field ?? name));
      return ours ? [`${name} → ${names[ours]}`] : [];
    })
    .join('，');
}

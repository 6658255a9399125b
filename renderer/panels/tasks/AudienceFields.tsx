import { useEffect, useState } from 'react';
import type { Findable } from '#shared/search/findable.ts';
import { askForMapPoint } from '../../commands/deviceForm.ts';
import { Button } from '../../ui/Button.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useDirectory, useLive, useText } from '../desk.tsx';
import { AUDIENCE_KINDS, type AudienceDraft } from './audience.ts';

/** Whom a task is for: one unit, a team by name, an area, or whoever is near a point. */
export function AudienceFields({
  audience,
  onChange,
}: {
  readonly audience: AudienceDraft;
  readonly onChange: (audience: AudienceDraft) => void;
}) {
  const { view } = useCommands();
  const say = useText().tasks.form;
  const units = useLive(({ live }) => [...live.world.units.values()], isShallowEqual);
  const change = (part: Partial<AudienceDraft>) => onChange({ ...audience, ...part });
  const { kind, team, centre } = audience;
  const toggle = (unitId: string) =>
    change({ team: team.includes(unitId) ? team.filter((id) => id !== unitId) : [...team, unitId] });
  return (
    <fieldset className="field task-form__set">
      <legend className="field__label">{say.audience}</legend>
      <div className="task-form__choices">
        {AUDIENCE_KINDS.map((one) => (
          <button
            key={one}
            type="button"
            className="choice"
            aria-pressed={one === kind}
            onClick={() => change({ kind: one })}
            data-testid={`task-audience-${one}`}
          >
            {say.audiences[one]}
          </button>
        ))}
        <span className="field__hint">{say.audienceHint[kind]}</span>
      </div>
      {kind === 'unit' && (
        <select
          className="input"
          value={audience.unitId}
          aria-label={say.unit}
          onChange={(event) => change({ unitId: event.target.value })}
          data-testid="task-unit"
        >
          <option value="">–</option>
          {units.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      {kind === 'team' && (
        <>
          <span className="field__hint">{say.teamCount(team.length)}</span>
          <fieldset className="team-choices" aria-label={say.team}>
            {units.map(({ id, name }) => (
              <button
                key={id}
                type="button"
                className="choice"
                aria-pressed={team.includes(id)}
                onClick={() => toggle(id)}
              >
                <span className="ellipsis">{name}</span>
              </button>
            ))}
          </fieldset>
        </>
      )}
      {kind === 'grid' && <GridField chosen={audience.grid} onChoose={(grid) => change({ grid })} />}
      {kind === 'radius' && (
        <div className="task-form__choices">
          <Button onClick={() => askForMapPoint(view, (point) => change({ centre: point }))} data-testid="task-centre">
            {say.pick}
          </Button>
          <span className="field__hint">{centre ? say.picked(centre.lon.toFixed(5), centre.lat.toFixed(5)) : '–'}</span>
          <label className="points-editor__radius">
            <span className="task-row__faint">{say.radius}</span>
            <input
              className="input"
              inputMode="numeric"
              value={audience.radiusM}
              maxLength={5}
              onChange={(event) => change({ radiusM: Number.parseInt(event.target.value, 10) || 0 })}
            />
          </label>
        </div>
      )}
    </fieldset>
  );
}

function GridField({
  chosen,
  onChoose,
}: {
  readonly chosen: AudienceDraft['grid'];
  readonly onChoose: (grid: AudienceDraft['grid']) => void;
}) {
  const say = useText().tasks.form;
  const { directory } = useDirectory();
  const [query, setQuery] = useState('');
  const [hits, setHits] = useState<readonly Findable[]>([]);
  useEffect(() => {
    let isGone = false;
    const asked = query.trim();
    if (asked === '') return setHits([]);
    void directory.find({ query: asked }).then((groups) => {
      if (!isGone) setHits(groups.find(({ kind }) => kind === 'grid')?.hits ?? []);
    });
    return () => {
      isGone = true;
    };
  }, [directory, query]);
  return (
    <>
      <input
        className="input"
        type="search"
        value={query}
        maxLength={60}
        placeholder={say.gridPlaceholder}
        aria-label={say.grid}
        onChange={(event) => setQuery(event.target.value)}
        data-testid="task-grid"
      />
      {chosen && <span className="field__hint">{say.gridChosen(chosen.name)}</span>}
      {hits.length > 0 && (
        <fieldset className="team-choices" aria-label={say.grid}>
          {hits.map((hit) => (
            <button
              key={hit.id}
              type="button"
              className="choice"
              aria-pressed={hit.id === chosen?.code}
              onClick={() => onChoose({ code: hit.id, name: hit.name })}
            >
              <span className="ellipsis">{hit.name}</span>
            </button>
          ))}
        </fieldset>
      )}
    </>
  );
}

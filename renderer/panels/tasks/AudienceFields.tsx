import { useState } from 'react';
import { ChoiceField } from '../../ui/form/ChoiceField.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useLive, useText } from '../desk.tsx';
import { MapPointField } from '../MapPointField.tsx';
import { divisionsOf, useFound } from '../useFound.ts';
import { AUDIENCE_KINDS, type AudienceDraft } from './audience.ts';
import { RadiusField } from './RadiusField.tsx';

/** Whom a task is for: one unit, a team by name, an area, or whoever is near a point. */
export function AudienceFields({
  audience,
  onChange,
}: {
  readonly audience: AudienceDraft;
  readonly onChange: (audience: AudienceDraft) => void;
}) {
  const { form: say, chooseUnit } = useText().tasks;
  const units = useLive(({ live }) => [...live.world.units.values()], isShallowEqual);
  const change = (part: Partial<AudienceDraft>) => onChange({ ...audience, ...part });
  const { kind, team, centre } = audience;
  const toggle = (unitId: string) =>
    change({ team: team.includes(unitId) ? team.filter((id) => id !== unitId) : [...team, unitId] });
  return (
    <fieldset className="field">
      <ChoiceField
        label={say.audience}
        layout="row"
        options={AUDIENCE_KINDS.map((value) => ({
          value,
          name: say.audiences[value],
          testId: `task-audience-${value}`,
        }))}
        chosen={kind}
        onChoose={(chosen) => change({ kind: chosen })}
      >
        <span className="field__hint">{say.audienceHint[kind]}</span>
      </ChoiceField>
      {kind === 'unit' && (
        <select
          className="input"
          value={audience.unitId}
          aria-label={say.unit}
          onChange={(event) => change({ unitId: event.target.value })}
          data-testid="task-unit"
        >
          <option value="">{chooseUnit}</option>
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
          <ChoiceField
            label={say.team}
            isLabelHidden
            layout="short"
            options={units.map(({ id, name }) => ({ value: id, name }))}
            chosen={team}
            onChoose={toggle}
          />
        </>
      )}
      {kind === 'grid' && <GridField chosen={audience.grid} onChoose={(grid) => change({ grid })} />}
      {kind === 'radius' && (
        <div className="choices choices--row">
          <MapPointField
            label={null}
            pickLabel={say.pick}
            shown={centre ? say.picked(centre.lon.toFixed(5), centre.lat.toFixed(5)) : '–'}
            onPick={(point) => change({ centre: point })}
            testId="task-centre"
          />
          <RadiusField
            label={say.radius}
            radiusM={audience.radiusM}
            maxLength={5}
            onChange={(radiusM) => change({ radiusM })}
          />
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
  const [query, setQuery] = useState('');
  const hits = useFound(query, divisionsOf) ?? [];
  const choose = (code: string) => {
    const hit = hits.find(({ id }) => id === code);
    if (hit) onChoose({ code: hit.id, name: hit.name });
  };
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
        <ChoiceField
          label={say.grid}
          isLabelHidden
          layout="short"
          options={hits.map(({ id, name }) => ({ value: id, name }))}
          chosen={chosen?.code ?? null}
          onChoose={choose}
        />
      )}
    </>
  );
}

import { useState } from 'react';
import { ChoiceField } from '../../ui/form/ChoiceField.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useLive, useText } from '../desk.tsx';
import { MapPointField } from '../MapPointField.tsx';
import { divisionsOf, useFound } from '../useFound.ts';
import { type BroadcastDraft, toggled } from './broadcastAudience.ts';

interface Chosen {
  readonly draft: BroadcastDraft;
  readonly onChange: (part: Partial<BroadcastDraft>) => void;
}

/** What the chosen kind of audience asks for. */
export function AudienceChoice(chosen: Chosen) {
  switch (chosen.draft.kind) {
    case 'everyone':
      return <Everyone />;
    case 'team':
      return <Team {...chosen} />;
    case 'groups':
      return <Groups {...chosen} />;
    case 'grid':
      return <Area {...chosen} />;
    case 'radius':
      return <Around {...chosen} />;
  }
}

function Everyone() {
  const say = useText().broadcast;
  const count = useLive(({ live }) => live.world.units.size);
  return <p className="field__hint">{say.everyoneCount(count)}</p>;
}

/** Of tens of thousands nobody chooses by eye: the first that fit the words. */
const UNITS_SHOWN = 60;

function Team({ draft, onChange }: Chosen) {
  const say = useText().broadcast;
  const [query, setQuery] = useState('');
  const units = useLive(({ live }) => [...live.world.units.values()], isShallowEqual);
  const asked = query.trim();
  const fitting = units.filter(({ id, name }) => asked === '' || name.includes(asked) || id.includes(asked));
  // Who is chosen stays in sight, whatever is looked for.
  const shown = [
    ...units.filter(({ id }) => draft.unitIds.includes(id)),
    ...fitting.filter(({ id }) => !draft.unitIds.includes(id)).slice(0, UNITS_SHOWN),
  ];
  return (
    <>
      <TextField
        label={say.find}
        value={query}
        onChange={setQuery}
        type="search"
        maxLength={60}
        hint={fitting.length === 0 ? say.nobodyFound : say.chosen(draft.unitIds.length)}
        data-testid="broadcast-find"
      />
      <ChoiceField
        label={say.audience.team}
        isLabelHidden
        layout="short"
        options={shown.map(({ id, name }) => ({ value: id, name, testId: `broadcast-unit-${id}` }))}
        chosen={draft.unitIds}
        onChoose={(unitId) => onChange({ unitIds: toggled(draft.unitIds, unitId) })}
      />
    </>
  );
}

function Groups({ draft, onChange }: Chosen) {
  const text = useText();
  const groups = useLive(({ live }) => [...live.world.linkage.groups.values()], isShallowEqual);
  if (groups.length === 0) return <p className="field__hint">{text.linkage.noGroups}</p>;
  return (
    <ChoiceField
      label={text.broadcast.audience.groups}
      isLabelHidden
      layout="short"
      options={groups.map(({ id, name }) => ({ value: id, name, testId: `broadcast-group-${id}` }))}
      chosen={draft.groupIds}
      onChoose={(groupId) => onChange({ groupIds: toggled(draft.groupIds, groupId) })}
    />
  );
}

function Area({ draft, onChange }: Chosen) {
  const say = useText().broadcast;
  const [query, setQuery] = useState('');
  const found = useFound(query, divisionsOf);
  const choose = (code: string) => {
    const hit = found?.find(({ id }) => id === code);
    if (hit) onChange({ area: { code: hit.id, name: hit.name } });
  };
  return (
    <>
      <TextField
        label={say.area}
        value={query}
        onChange={setQuery}
        type="search"
        maxLength={60}
        placeholder={say.areaPlaceholder}
        hint={found?.length === 0 ? say.areaNone : draft.area && say.areaChosen(draft.area.name)}
        data-testid="broadcast-area"
      />
      {found && found.length > 0 && (
        <ChoiceField
          label={say.area}
          isLabelHidden
          layout="wide"
          options={found.map(({ id, name, detail }) => ({ value: id, name, code: `${id} ${detail}` }))}
          chosen={draft.area?.code ?? null}
          onChoose={choose}
        />
      )}
    </>
  );
}

function Around({ draft, onChange }: Chosen) {
  const say = useText().broadcast;
  const { centre, radiusM } = draft;
  return (
    <>
      <MapPointField
        label={null}
        pickLabel={say.pick}
        shown={centre ? say.picked(centre.lon.toFixed(5), centre.lat.toFixed(5)) : '–'}
        onPick={(point) => onChange({ centre: point })}
        testId="broadcast-centre"
      />
      <TextField
        label={say.radius}
        value={String(radiusM)}
        onChange={(value) => onChange({ radiusM: Number.parseInt(value, 10) || 0 })}
        inputMode="numeric"
        maxLength={5}
        data-testid="broadcast-radius"
      />
    </>
  );
}

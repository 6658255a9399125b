import { useEffect, useState } from 'react';
import type { IncidentState } from '#shared/domain/incident.ts';
import { type Area, ownerOf } from '#shared/domain/incidentLife.ts';
import type { AreaLink } from '#shared/search/areaDirectory.ts';
import type { FindGroup } from '#shared/search/findable.ts';
import { ChoiceField } from '../../../ui/form/ChoiceField.tsx';
import { TextField } from '../../../ui/form/TextField.tsx';
import { useCommands, useDirectory, useText } from '../../desk.tsx';
import { divisionsOf, useFound } from '../../useFound.ts';
import { DueField, dueAfter, LifeForm, type Span, WhyField } from './LifeForm.tsx';

/** Grids deal with nothing by themselves: the levels above them do. */
const SMALLEST_CODE = 12;
const FOUND_SHOWN = 6;

/** To the town or community that is named, or one of those above the place. */
export function TransferForm({ incident }: { readonly incident: IncidentState }) {
  const { client } = useCommands();
  const text = useText().life;
  const [to, setTo] = useState<Area | null>(null);
  const [query, setQuery] = useState('');
  const [span, setSpan] = useState<Span>('day');
  const [reason, setReason] = useState('');
  const above = useAreasAbove(incident.place.gridCode);
  const found = (useFound(query, areasOf) ?? []).map(({ id, name }) => ({ code: id, name }));
  const typed = /^\d{6}(\d{3}){0,2}$/.test(query.trim()) ? [{ code: query.trim(), name: query.trim() }] : [];
  const offered = query.trim() === '' ? above : found.length > 0 ? found : typed;
  const owner = ownerOf(incident);
  return (
    <LifeForm
      incident={incident}
      action="transfer"
      isWide
      body={to && reason.trim() ? { to, dueAt: dueAfter(client.now(), span), reason: reason.trim() } : null}
    >
      {owner && (
        <p className="dialog__hint">
          {text.transferFrom} {owner.name}
        </p>
      )}
      <TextField
        label={text.transferTo}
        value={query}
        onChange={setQuery}
        maxLength={60}
        placeholder={text.transferSearch}
        data-autofocus
        data-testid="transfer-search"
      />
      {offered.length > 0 ? (
        <ChoiceField
          label={query.trim() === '' ? text.transferUp : text.transferFound}
          options={offered.map(({ code, name }) => ({
            value: code,
            name,
            code: name === code ? null : code,
            testId: `area-${code}`,
          }))}
          chosen={to?.code ?? null}
          onChoose={(code) => setTo(offered.find((area) => area.code === code) ?? null)}
        />
      ) : (
        query.trim() !== '' && <p className="dialog__hint is-warn">{text.transferNone}</p>
      )}
      {to && (
        <p className="life-chosen" role="status" data-testid="transfer-chosen">
          {text.transferChosen} <strong>{to.name}</strong>
          {to.name !== to.code && <span className="choice__code">{to.code}</span>}
        </p>
      )}
      <DueField span={span} onChange={setSpan} />
      <WhyField value={reason} onChange={setReason} />
    </LifeForm>
  );
}

/** Those the place belongs to, nearest first: its community, town, district. */
function useAreasAbove(gridCode: string | null): readonly Area[] {
  const { directory, state } = useDirectory();
  const [areas, setAreas] = useState<readonly Area[]>([]);
  useEffect(() => {
    let isWanted = true;
    if (gridCode === null || state !== 'ready') return;
    void directory.area(gridCode).then((answer) => {
      if (!isWanted || !answer) return;
      const chain = answer.area.chain.filter(({ code }: AreaLink) => code.length <= SMALLEST_CODE);
      setAreas(chain.map(({ code, name }: AreaLink) => ({ code, name })).reverse());
    });
    return () => {
      isWanted = false;
    };
  }, [directory, state, gridCode]);
  return areas;
}

const areasOf = (groups: readonly FindGroup[]) =>
  divisionsOf(groups)
    .filter(({ id }) => id.length <= SMALLEST_CODE)
    .slice(0, FOUND_SHOWN);

import { useState } from 'react';
import type { GroupState } from '#shared/domain/group.ts';
import { maySend } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { SideList, SideRow, SideRows } from '../../ui/SideList.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useAreaName, useCommands, useLive, useText } from '../desk.tsx';
import { GroupForm } from './GroupForm.tsx';
import { GroupView } from './GroupView.tsx';
import './groups.css';

type Pane = { readonly kind: 'group'; readonly id: string | null } | { readonly kind: 'new' };

/** Bodies that are called in beside the station's own units: who they are and how each of their people is reached. */
export function GroupsSheet() {
  const context = useCommands();
  const text = useText();
  const [pane, setPane] = useState<Pane>({ kind: 'group', id: null });
  const groups = useLive(({ live }) => [...live.world.linkage.groups.values()], isShallowEqual);
  const may = useLive(() => maySend(context, 'group.save') && context.client.live.seat?.scope === null);
  const chosen = pane.kind === 'group' ? (groups.find(({ id }) => id === pane.id) ?? groups[0]) : undefined;
  return (
    <Sheet
      title={text.groups.title}
      closeLabel={text.commands.title['view.dismiss']}
      onClose={() => context.view.change({ sheet: null })}
      testId="groups-sheet"
      tools={
        may && (
          <Button onClick={() => setPane({ kind: 'new' })} data-testid="group-add">
            {text.groups.add}
          </Button>
        )
      }
    >
      <SideList
        label={text.groups.title}
        rows={
          groups.length === 0 ? (
            <p className="empty">{text.groups.none}</p>
          ) : (
            <GroupList
              groups={groups}
              chosenId={chosen?.id ?? null}
              onChoose={(id) => setPane({ kind: 'group', id })}
            />
          )
        }
        paneKey={pane.kind === 'new' ? 'new' : `${chosen?.id} ${chosen?.savedAt}`}
      >
        {!may && <p className="groups__note">{text.groups.lookOnly}</p>}
        {pane.kind === 'new' && (
          <GroupForm
            group={null}
            onDone={(id) => setPane({ kind: 'group', id })}
            onCancel={() => setPane({ kind: 'group', id: null })}
          />
        )}
        {chosen &&
          (may && chosen.source === 'desk' ? (
            <GroupForm
              group={chosen}
              onDone={(id) => setPane({ kind: 'group', id })}
              onCancel={() => setPane({ kind: 'group', id: chosen.id })}
            />
          ) : (
            <GroupView group={chosen} />
          ))}
      </SideList>
    </Sheet>
  );
}

function GroupList({
  groups,
  chosenId,
  onChoose,
}: {
  readonly groups: readonly GroupState[];
  readonly chosenId: string | null;
  readonly onChoose: (id: string) => void;
}) {
  const text = useText();
  const keys = useListKeys('.group-row', { findsByLetters: true });
  return (
    <SideRows ref={keys}>
      {groups.map((group) => (
        <li key={group.id}>
          <SideRow
            className="group-row"
            isChosen={group.id === chosenId}
            onClick={() => onChoose(group.id)}
            data-testid={`group-${group.id}`}
          >
            <span className="group-kind">{text.linkage.groupKind[group.kind]}</span>
            <span className="group-row__name ellipsis">{group.name}</span>
            <span className="group-row__facts ellipsis">
              <Areas codes={group.areas} /> · {text.groups.row(group.members.length, group.silenceSeconds)}
            </span>
          </SideRow>
        </li>
      ))}
    </SideRows>
  );
}

function Areas({ codes }: { readonly codes: readonly string[] }) {
  const text = useText().groups;
  const first = useAreaName(codes[0] ?? null);
  return [first ?? text.wholeStation, ...codes.slice(1)].join(' ');
}

import { useEffect, useState } from 'react';
import type { Problem } from '#shared/kit/result.ts';
import { pick } from '#shared/text/language.ts';
import { maySend } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';
import { CallersPane } from './CallersPane.tsx';
import { LinkForm } from './form/LinkForm.tsx';
import { LinkDetail } from './LinkDetail.tsx';
import { LinkList } from './LinkList.tsx';
import { type LinkRow, linkRows } from './rows.ts';
import { type LinkData, useLinkData } from './useLinkData.ts';
import './links.css';
import { useListKeys } from '../../ui/useListKeys.ts';

/** What stands beside the list. */
type Pane =
  | { readonly kind: 'link'; readonly id: string | null }
  | { readonly kind: 'callers' }
  | { readonly kind: 'new' }
  | { readonly kind: 'edit'; readonly id: string };

interface Saved {
  readonly linkId: string;
  readonly warnings: readonly Problem[];
}

/** Every wire of the station: how it is, what comes in, who calls unknown, and its settings. */
export function LinksSheet() {
  const context = useCommands();
  const { view } = context;
  const text = useText();
  const focus = useView((state) => state.sheet?.focus ?? null);
  const keys = useListKeys('.link-row', { findsByLetters: true });
  const [pane, setPane] = useState<Pane>({ kind: 'link', id: focus });
  const [saved, setSaved] = useState<Saved | null>(null);
  const data = useLinkData();
  const states = useLive(({ live }) => [...live.world.links.values()], isShallowEqual);
  const role = useLive(({ live }) => live.seat?.role);
  useEffect(() => {
    if (focus !== null) setPane({ kind: 'link', id: focus });
  }, [focus]);
  const rows = linkRows(states, data.reports ?? [], data.doors);
  const mayAdd = maySend(context, 'link.save');
  const show = (next: Pane) => {
    setSaved(null);
    setPane(next);
  };
  const chosen =
    pane.kind === 'link' ? (rows.find(({ id }) => id === pane.id) ?? (pane.id === null ? rows[0] : null)) : null;
  return (
    <Sheet
      title={text.links.title}
      closeLabel={text.commands.title['view.dismiss']}
      onClose={() => view.change({ sheet: null })}
      testId="links-sheet"
      tools={
        <Tools
          callers={data.callers?.length ?? 0}
          isOnCallers={pane.kind === 'callers'}
          mayAdd={mayAdd}
          onCallers={() => show(pane.kind === 'callers' ? { kind: 'link', id: null } : { kind: 'callers' })}
          onAdd={() => show({ kind: 'new' })}
        />
      }
    >
      <div className="links">
        <nav className="links__list" ref={keys} aria-label={text.links.links}>
          {rows.length === 0 && <Nothing isAsking={data.reports === null && data.isFresh} />}
          <LinkList
            rows={rows}
            chosenId={pane.kind === 'edit' ? pane.id : (chosen?.id ?? null)}
            traffic={data.traffic}
            onChoose={(id) => show({ kind: 'link', id })}
          />
          {!mayAdd && role && <p className="links__hint">{text.links.readOnly(text.words.role[role])}</p>}
        </nav>
        {/* A pane of its own each time: what is wrong with a link stands at its top and must be in sight. */}
        <div className="links__pane" key={`${pane.kind} ${'id' in pane ? pane.id : ''}`}>
          <Staleness data={data} />
          {saved && <SavedNote saved={saved} />}
          <PaneView pane={pane} row={chosen ?? null} data={data} onShow={show} onSaved={setSaved} />
        </div>
      </div>
    </Sheet>
  );
}

function PaneView({
  pane,
  row,
  data,
  onShow,
  onSaved,
}: {
  readonly pane: Pane;
  readonly row: LinkRow | null;
  readonly data: LinkData;
  readonly onShow: (pane: Pane) => void;
  readonly onSaved: (saved: Saved) => void;
}) {
  const text = useText().links;
  const edited = useLive(({ live }) => (pane.kind === 'edit' ? live.world.links.get(pane.id) : undefined));
  const onDone = (linkId: string, warnings: readonly Problem[]) => {
    onShow({ kind: 'link', id: linkId });
    onSaved({ linkId, warnings });
  };
  switch (pane.kind) {
    case 'callers':
      return <CallersPane callers={data.callers} onOpenLink={(id) => onShow({ kind: 'link', id })} />;
    case 'new':
      return <LinkForm key="new" state={null} onDone={onDone} onCancel={() => onShow({ kind: 'link', id: null })} />;
    case 'edit':
      if (!edited) return <p className="empty">{text.gone}</p>;
      return (
        <LinkForm
          key={edited.id}
          state={edited}
          onDone={onDone}
          onCancel={() => onShow({ kind: 'link', id: edited.id })}
        />
      );
    case 'link':
      if (row) {
        const onEdit = () => onShow({ kind: 'edit', id: row.id });
        return <LinkDetail key={row.id} row={row} traffic={data.traffic(row.id)} onEdit={onEdit} />;
      }
      return pane.id === null ? null : <p className="empty">{text.gone}</p>;
  }
}

function Tools({
  callers,
  isOnCallers,
  mayAdd,
  onCallers,
  onAdd,
}: {
  readonly callers: number;
  readonly isOnCallers: boolean;
  readonly mayAdd: boolean;
  readonly onCallers: () => void;
  readonly onAdd: () => void;
}) {
  const text = useText().links;
  return (
    <>
      <Button onClick={onCallers} aria-pressed={isOnCallers} className="links__callers" data-testid="open-callers">
        {text.callers}
        <span className={callers > 0 ? 'links__badge links__badge--warn' : 'links__badge'}>{callers}</span>
      </Button>
      {mayAdd && (
        <Button onClick={onAdd} data-testid="link-add">
          {text.add}
        </Button>
      )}
    </>
  );
}

function Nothing({ isAsking }: { readonly isAsking: boolean }) {
  const text = useText().links;
  if (isAsking) return <p className="empty">{text.loading}</p>;
  return (
    <div className="empty">
      <p>{text.noLinks}</p>
      <p>{text.noLinksHint}</p>
    </div>
  );
}

/** Figures of another time must not pass for those of now. */
function Staleness({ data }: { readonly data: LinkData }) {
  const text = useText().links;
  const isLive = useLive((client) => client.connection.state === 'live');
  if (isLive && data.isFresh) return null;
  return (
    <p className="link-trouble link-trouble--overloaded" role="status">
      {isLive ? text.notAnswered : text.noLongerAsked}
    </p>
  );
}

function SavedNote({ saved }: { readonly saved: Saved }) {
  const text = useText().linkForm;
  const language = useLanguage();
  return (
    <div className="link-trouble link-trouble--note" role="status" data-testid="link-saved">
      <strong>{saved.warnings.length > 0 ? text.warningsTitle : `${text.saved} ${saved.linkId}`}</strong>
      {saved.warnings.map((warning) => (
        <p key={warning.en}>{pick(warning, language)}</p>
      ))}
    </div>
  );
}

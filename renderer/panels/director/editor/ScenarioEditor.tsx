import { useEffect, useMemo, useState } from 'react';
import type { Problem } from '#shared/kit/result.ts';
import { refusalSentence } from '#shared/text/refusals.ts';
import { parseScenario } from '#shared/wire/scenario.ts';
import { Button } from '../../../ui/Button.tsx';
import { FormDialog } from '../../../ui/form/FormDialog.tsx';
import { useLanguage, useText, useView } from '../../desk.tsx';
import { useDirector, useDirectorView, useScenarios } from '../director.tsx';
import type { Editing } from '../directorView.ts';
import { ProblemList } from '../ProblemList.tsx';
import { type Bench, BenchContext } from './bench.tsx';
import { ExpectedForm, GeneralForm, InjectForm, RoleForm } from './ItemForms.tsx';
import { Outline } from './Outline.tsx';
import { draftOf, isSame, moveItem, renameItem, setAt, textAt, titleIn } from './scenarioDraft.ts';
import { type Chosen, TimeLine } from './TimeLine.tsx';
import { useMisfits } from './useMisfits.ts';
import './editor.css';

/**
 * A scenario being written: its parts on the left, the chosen one's fields, and what is still wrong with it on the right. It steps aside,
 * with all that was typed, for a click on the map.
 */
export function ScenarioEditor({ editing }: { readonly editing: Editing }) {
  const { directorEditor: text } = useText();
  const language = useLanguage();
  const { view, feed } = useDirector();
  const entries = useScenarios() ?? [];
  const isAside = useView(({ mapAim }) => mapAim !== null);
  const [draft, setDraft] = useState(() => draftOf(editing.scenario));
  const [kept, setKept] = useState(() => (editing.isNew ? null : draftOf(editing.scenario)));
  const [chosen, setChosen] = useState<Chosen>({ list: 'general', index: 0 });
  const [said, setSaid] = useState<string | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const parsed = useMemo(() => parseScenario(draft), [draft]);
  const isTaken = kept === null && entries.some(({ id }) => id === textAt(draft, ['id']));
  const problems = useMemo(
    (): readonly Problem[] => [
      ...(isTaken ? [{ path: 'id', zh: text.taken, en: text.taken }] : []),
      ...(parsed.ok ? [] : (parsed.failure.problems ?? [])),
    ],
    [parsed, isTaken, text],
  );
  const isChanged = kept === null || !isSame(draft, kept);
  const isReady = problems.length === 0 && parsed.ok;
  view.hasUnsaved = isChanged;
  const save = async () => {
    if (!parsed.ok || !isReady || isWaiting) return;
    setWaiting(true);
    const answer = await feed.keep(parsed.value);
    setWaiting(false);
    if (!answer.ok) return setSaid(`${text.notSaved} ${refusalSentence(answer.failure, language)}`);
    // As the core keeps it: with what the schema filled in.
    const now = draftOf(parsed.value);
    setDraft(now);
    setKept(now);
    setSaid(text.saved);
    view.change({ scenarioId: parsed.value.id });
  };
  useSaveKey(save);
  const bench = useMemo(
    (): Bench => ({
      ...{ draft, problems },
      change: (path, value) => {
        setDraft((before) => setAt(before, path, value));
        setSaid(null);
      },
      rename: (list, index, id) => setDraft((before) => renameItem(before, list, index, id)),
    }),
    [draft, problems],
  );
  const go = (path: string) => {
    const [list, index] = path.split('.');
    const isPart = list === 'roles' || list === 'injects' || list === 'expected';
    setChosen(isPart && index !== undefined ? { list, index: Number(index) } : { list: 'general', index: 0 });
  };
  return (
    <BenchContext value={bench}>
      <div className="editor" hidden={isAside} data-testid="scenario-editor">
        <header className="editor__head">
          <h2 className="ellipsis">{text.title(titleIn(draft, language === 'en' ? 'en' : 'zh') || text.untitled)}</h2>
          <span className="editor__said" role="status" data-testid="editor-said">
            {said ?? (isChanged ? text.unsaved : '')}
          </span>
          <Button onClick={() => view.go('library')} data-testid="editor-back">
            {text.back}
          </Button>
          <Button
            look="primary"
            keyLabel="Ctrl+S"
            aria-keyshortcuts="Control+s"
            disabled={!isReady || !isChanged}
            isWaiting={isWaiting}
            onClick={() => void save()}
            data-testid="editor-save"
          >
            {text.save}
          </Button>
        </header>
        <TimeLine chosen={chosen} onChoose={setChosen} />
        <Outline
          chosen={chosen}
          onChoose={setChosen}
          onChange={(next) => {
            setDraft(next);
            setSaid(null);
          }}
        />
        <div className="editor__form" key={`${chosen.list} ${chosen.index}`}>
          <ChosenForm chosen={chosen} isNew={kept === null} />
          {chosen.list !== 'general' && (
            <ItemTools
              chosen={chosen}
              onMove={(by) => {
                const { list, index } = chosen;
                if (list !== 'general') setDraft(moveItem(draft, list, index, by));
                setChosen({ list, index: Math.max(0, index + by) });
              }}
              onRemove={() => {
                setDraft(setAt(draft, [chosen.list, chosen.index], undefined));
                setChosen({ list: 'general', index: 0 });
              }}
            />
          )}
        </div>
        <Findings problems={problems} isReady={isReady} onGo={go} />
      </div>
      <LeaveDialog />
    </BenchContext>
  );
}

function ChosenForm({ chosen: { list, index }, isNew }: { readonly chosen: Chosen; readonly isNew: boolean }) {
  if (list === 'roles') return <RoleForm path={[list, index]} />;
  if (list === 'injects') return <InjectForm path={[list, index]} />;
  if (list === 'expected') return <ExpectedForm path={[list, index]} />;
  return <GeneralForm isNew={isNew} />;
}

function ItemTools({
  chosen,
  onMove,
  onRemove,
}: {
  readonly chosen: Chosen;
  readonly onMove: (by: 1 | -1) => void;
  readonly onRemove: () => void;
}) {
  const { directorEditor: text } = useText();
  return (
    <div className="scenario__tools">
      <Button disabled={chosen.index === 0} onClick={() => onMove(-1)}>
        {text.up}
      </Button>
      <Button onClick={() => onMove(1)}>{text.down}</Button>
      <Button look="danger" onClick={onRemove} data-testid="item-remove">
        {text.removeItem}
      </Button>
    </div>
  );
}

/** What has to be put right before it can be kept, and what this station lacks for it. */
function Findings({
  problems,
  isReady,
  onGo,
}: {
  readonly problems: readonly Problem[];
  readonly isReady: boolean;
  readonly onGo: (path: string) => void;
}) {
  const { directorEditor: text } = useText();
  const misfits = useMisfits(isReady);
  return (
    <aside className="editor__findings" data-testid="editor-findings">
      <h3>{text.problems}</h3>
      {problems.length === 0 ? (
        <p className="is-good">{text.noProblems}</p>
      ) : (
        <ProblemList problems={problems} onGo={onGo} />
      )}
      {isReady && (
        <>
          <h3>{text.misfits}</h3>
          {misfits === null && <p className="field__hint">{text.checking}</p>}
          {misfits?.length === 0 && <p className="is-good">{text.noMisfits}</p>}
          {misfits && misfits.length > 0 && <ProblemList problems={misfits} onGo={onGo} />}
        </>
      )}
    </aside>
  );
}

function useSaveKey(save: () => Promise<void>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void save();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [save]);
}

/** Asked when the director goes elsewhere while changes are unsaved. */
function LeaveDialog() {
  const { directorEditor: text } = useText();
  const { view } = useDirector();
  const leaving = useDirectorView((state) => state.leaving);
  if (!leaving) return null;
  return (
    <FormDialog
      title={text.leaveTitle}
      onClose={() => view.change({ leaving: null })}
      onConfirm={async () => leaving()}
      cancelLabel={text.stay}
      confirmLabel={text.leave}
      look="danger"
      isReady
      isWaiting={false}
      testId="dialog-leave"
      confirmTestId="leave-confirm"
    >
      <p>{text.leaveMeans}</p>
    </FormDialog>
  );
}

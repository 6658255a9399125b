import { type FormEvent, type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { LinkState } from '#shared/domain/link.ts';
import type { Problem } from '#shared/kit/result.ts';
import { pick } from '#shared/text/language.ts';
import { refusalSentence } from '#shared/text/refusals.ts';
import { explainLink } from '#shared/wire/links/explain.ts';
import type { LinkRecord } from '#shared/wire/links/index.ts';
import type { CommandOutcome } from '../../../live/commandOutcome.ts';
import { Button } from '../../../ui/Button.tsx';
import { useCommands, useLanguage, useLive, useText } from '../../desk.tsx';
import { CopyButton } from '../CopyButton.tsx';
import { type Draft, defaultsOf, newDraft, newTransport, PROTOCOLS, transportsOf, withValue } from './draft.ts';
import { FormContext } from './FormContext.ts';
import { ChoiceField, TextField } from './fields.tsx';
import { GroupProblems } from './GroupProblems.tsx';
import { ProtocolFields } from './ProtocolFields.tsx';
import { TransportFields } from './TransportFields.tsx';
import './form.css';

/** Adds a link or changes one, while all others run. What the core finds wrong stands at its field. */
export function LinkForm({
  state,
  onDone,
  onCancel,
}: {
  /** Null: a new one. */
  readonly state: LinkState | null;
  readonly onDone: (linkId: string, warnings: readonly Problem[]) => void;
  readonly onCancel: () => void;
}) {
  const { client } = useCommands();
  const text = useText();
  const language = useLanguage();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<Draft>(() => state?.record ?? newDraft('dc09'));
  // As it was when the form was filled: a change of another seat meanwhile is told, not overwritten.
  const [knownChangedAt] = useState(state?.changedAt ?? null);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const takenIds = useLive(({ live }) => live.world.links);
  const protocol = draft.protocol as LinkRecord['protocol'];
  const defaults = useMemo(() => defaultsOf(draft), [draft]);

  const change = (path: string, value: unknown) => {
    setDraft((before) => withValue(before, path, value));
    setProblems((before) => before.filter((problem) => problem.path !== path && problem.path !== ''));
  };
  const showProblems = (found: readonly Problem[]) => {
    setProblems(found);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const save = async (event?: FormEvent) => {
    event?.preventDefault();
    if (isSaving) return;
    setFailure(null);
    const found = explainLink(draft);
    if (state === null && takenIds.has(String(draft.id))) found.push(ID_TAKEN);
    if (found.length > 0) return showProblems(found);
    setIsSaving(true);
    const outcome = await client.send('link.save', { link: draft, knownChangedAt });
    setIsSaving(false);
    if (outcome.state === 'done') return onDone(String(draft.id), outcome.warnings ?? []);
    if (outcome.state === 'refused' && outcome.problems && outcome.problems.length > 0) {
      return showProblems(outcome.problems.map(ofLink));
    }
    setFailure(failureOf(outcome));
  };
  const failureOf = (outcome: Exclude<CommandOutcome, { state: 'done' }>) => {
    if (outcome.state === 'refused') return text.connection.refused(refusalSentence(outcome, language));
    return outcome.state === 'notSent' ? text.connection.notSent : text.connection.uncertain;
  };
  /** Escape leaves the field first and the form only then: what was typed is not thrown away by one key. */
  const leaveByEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    const isInField = (event.target as HTMLElement).matches('input, select, textarea');
    if (isInField) form.current?.focus();
    else onCancel();
  };
  const unplaced = problems.filter(({ path }) => !GROUPS.test(path) && !isShown(form.current, path));
  return (
    <FormContext value={{ draft, defaults, problems, change }}>
      <form
        ref={form}
        className="link-form"
        tabIndex={-1}
        onSubmit={save}
        onKeyDown={leaveByEscape}
        aria-label={state ? text.linkForm.titleEdit(state.id) : text.linkForm.titleNew}
        data-testid="link-form"
      >
        <header className="link__head">
          <div className="link__name">
            <h3 className="ellipsis">{state ? text.linkForm.titleEdit(state.id) : text.linkForm.titleNew}</h3>
            {state && <p className="links__hint">{text.linkForm.reopens}</p>}
          </div>
          <div className="link__actions">
            <Button onClick={onCancel}>{text.linkForm.back}</Button>
            <Button look="primary" isWaiting={isSaving} onClick={() => void save()} data-testid="link-save">
              {state ? text.linkForm.save : text.linkForm.saveNew}
            </Button>
          </div>
        </header>
        {state && state.stationFingerprint !== null && (
          <p className="link-trouble link-trouble--note">{text.linkForm.overridesStation}</p>
        )}
        {(problems.length > 0 || failure) && (
          <div className="link-trouble link-trouble--faulty" role="alert" data-testid="link-form-problems">
            <strong>{failure ?? text.linkForm.problemsAbove(problems.length)}</strong>
            {unplaced.map((problem) => (
              <p key={problem.en}>{pick(problem, language)}</p>
            ))}
          </div>
        )}
        <fieldset className="form-group">
          <legend>{text.linkForm.groupWho}</legend>
          <div className="form-grid">
            <ChoiceField
              path="protocol"
              name="protocol"
              isDisabled={state !== null}
              options={PROTOCOLS.map((value) => ({ value, name: text.links.protocol[value] }))}
              onChoose={(next) => setDraft(newDraft(next, String(draft.id ?? '')))}
            />
            <TextField path="id" name="id" isDisabled={state !== null} />
          </div>
        </fieldset>
        <fieldset className="form-group">
          <legend>{text.linkForm.groupTransport}</legend>
          <GroupProblems path="transport" />
          <div className="form-grid">
            <ChoiceField
              path="transport.kind"
              name="transport"
              options={transportsOf(protocol).map((value) => ({ value, name: text.links.transport[value] }))}
              onChoose={(kind) => change('transport', newTransport(kind))}
            />
            <TransportFields />
          </div>
        </fieldset>
        <fieldset className="form-group">
          <legend>{text.linkForm.groupProtocol}</legend>
          <div className="form-grid">
            <ProtocolFields protocol={protocol} />
          </div>
        </fieldset>
        <RecordView draft={draft} />
        <input type="submit" hidden />
      </form>
    </FormContext>
  );
}

const ID_TAKEN: Problem = { path: 'id', zh: '已有这个编号的链路', en: 'there is a link with this id already' };

/** The core speaks of what was sent, where the record stands under `link`. */
const ofLink = (problem: Problem): Problem => ({ ...problem, path: problem.path.replace(/^link(\.|$)/, '') });

/** Those that say beside themselves what is wrong with them as a whole. */
const GROUPS = /^(?:transport|boxes|boxes\.\d+|sources)$/;

/** Whether a problem has a place of its own in the form: those without are said above it. */
function isShown(form: HTMLFormElement | null, path: string): boolean {
  return path !== '' && form?.querySelector(`[data-path="${CSS.escape(path)}"]`) != null;
}

/** What would be written into station.json for the same effect. */
function RecordView({ draft }: { readonly draft: Draft }) {
  const text = useText().linkForm;
  const json = JSON.stringify(draft, null, 2);
  return (
    <details className="link-json">
      <summary>{text.json}</summary>
      <p className="links__hint">{text.jsonHint}</p>
      <pre className="json selectable" lang="zxx">
        {json}
      </pre>
      <CopyButton text={json}>{text.copyJson}</CopyButton>
    </details>
  );
}

import { useState } from 'react';
import { GROUP_ANSWERS, GROUP_KINDS, type GroupState } from '#shared/domain/group.ts';
import { sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField } from '../../ui/form/ChoiceField.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { FormActions } from '../../ui/form/FormActions.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { useCommands, useText, useView } from '../desk.tsx';
import { divisionsOf, useFound } from '../useFound.ts';
import {
  bodyOf,
  draftOf,
  emptyDraft,
  type GroupDraft,
  type GroupProblems,
  problemsOf,
  withArea,
  withMember,
  withoutMember,
} from './groupDraft.ts';
import { MemberFields } from './MemberFields.tsx';

/** A group as the desk states it: new, or one it has stated before. What is wrong shows once somebody has tried to save. */
export function GroupForm({
  group,
  onDone,
  onCancel,
}: {
  readonly group: GroupState | null;
  readonly onDone: (groupId: string) => void;
  readonly onCancel: () => void;
}) {
  const context = useCommands();
  const { groups: text, linkage } = useText();
  const [draft, setDraft] = useState<GroupDraft>(() => (group ? draftOf(group) : emptyDraft()));
  const [isTried, setTried] = useState(false);
  const isWaiting = useView((view) => view.pending.includes('group.save'));
  const found = problemsOf(draft);
  const problems: GroupProblems = isTried ? found : {};
  const say = (field: keyof GroupProblems) => {
    const problem = problems[field];
    return problem && text.problem[problem];
  };
  const change = (part: Partial<GroupDraft>) => setDraft({ ...draft, ...part });
  const send = async () => {
    setTried(true);
    if (Object.keys(found).length > 0 || isWaiting) return;
    const outcome = await sendCommand(context, 'group.save', bodyOf(draft));
    if (outcome.state === 'done') onDone(outcome.groupId ?? draft.groupId ?? '');
  };
  return (
    <Form onSend={() => void send()} testId="group-form">
      <h3 className="groups__heading">{group?.name ?? text.newTitle}</h3>
      <TextField
        label={text.name}
        value={draft.name}
        onChange={(name) => change({ name })}
        error={say('name')}
        maxLength={60}
        data-testid="group-name"
      />
      <ChoiceField
        label={text.kind}
        layout="row"
        options={GROUP_KINDS.map((kind) => ({
          value: kind,
          name: linkage.groupKind[kind],
          testId: `group-kind-${kind}`,
        }))}
        chosen={draft.kind}
        onChoose={(kind) => change({ kind })}
      />
      <TextField
        label={text.areas}
        value={draft.areas}
        onChange={(areas) => change({ areas })}
        error={say('areas')}
        hint={text.areasHint}
        maxLength={800}
        data-testid="group-areas"
      />
      <AreaFinder onFound={(code) => setDraft(withArea(draft, code))} />
      <ChoiceField
        label={text.answers}
        layout="row"
        options={GROUP_ANSWERS.map((answers) => ({
          value: answers,
          name: text.answersOf[answers],
          testId: `group-answers-${answers}`,
        }))}
        chosen={draft.answers}
        onChoose={(answers) => change({ answers })}
        hint={text.answersHint[draft.answers]}
      />
      <TextField
        label={text.silence}
        value={draft.silence}
        onChange={(silence) => change({ silence })}
        error={say('silence')}
        hint={text.silenceHint}
        inputMode="numeric"
        maxLength={4}
        data-testid="group-silence"
      />
      <fieldset className="field">
        <legend className="field__label">{text.members}</legend>
        <ul className="groups__members">
          {draft.members.map((member, index) => (
            <MemberFields
              key={member.id}
              member={member}
              title={text.member(index + 1)}
              problems={problems}
              onChange={(part) =>
                change({ members: draft.members.map((each) => (each.id === member.id ? { ...each, ...part } : each)) })
              }
              onRemove={() => setDraft(withoutMember(draft, member.id))}
            />
          ))}
        </ul>
        {say('members') && (
          <span className="field__error" role="alert">
            {say('members')}
          </span>
        )}
        <div>
          <Button onClick={() => setDraft(withMember(draft))} data-testid="group-add-member">
            {text.addMember}
          </Button>
        </div>
      </fieldset>
      <div className="groups__foot">
        <FormActions
          cancelLabel={text.cancel}
          onCancel={() => {
            if (group) setDraft(draftOf(group));
            setTried(false);
            onCancel();
          }}
          confirmLabel={group ? text.save : text.create}
          onConfirm={() => void send()}
          isReady={!isTried || Object.keys(found).length === 0}
          isWaiting={isWaiting}
          testId="group-save"
        />
      </div>
      {group && <RemoveGroup groupId={group.id} />}
    </Form>
  );
}

/** Codes are long: a name, a part of the code or initials find them. */
function AreaFinder({ onFound }: { readonly onFound: (code: string) => void }) {
  const text = useText().groups;
  const [query, setQuery] = useState('');
  const hits = useFound(query, divisionsOf) ?? [];
  return (
    <div className="field">
      <input
        className="input"
        type="search"
        value={query}
        maxLength={60}
        placeholder={text.areaFind}
        aria-label={text.areaFind}
        onChange={({ target }) => setQuery(target.value)}
        // Enter here looks and adds, and does not send the form.
        onKeyDown={(event) => {
          const [first] = hits;
          if (event.key !== 'Enter') return;
          event.preventDefault();
          if (!first) return;
          onFound(first.id);
          setQuery('');
        }}
        data-testid="group-area-find"
      />
      {hits.length > 0 && (
        <ChoiceField
          label={text.areaFind}
          isLabelHidden
          layout="wide"
          options={hits.slice(0, 6).map(({ id, name, detail }) => ({ value: id, name, code: `${id} ${detail}` }))}
          chosen={null}
          onChoose={(code) => {
            onFound(code);
            setQuery('');
          }}
        />
      )}
    </div>
  );
}

function RemoveGroup({ groupId }: { readonly groupId: string }) {
  const context = useCommands();
  const text = useText().groups;
  const [isSure, setSure] = useState(false);
  const isWaiting = useView((view) => view.pending.includes('group.remove'));
  return (
    <div className="groups__foot">
      {isSure && <p className="is-warn">{text.removeMeans}</p>}
      <Button
        look="danger"
        isWaiting={isWaiting}
        onClick={() => (isSure ? void sendCommand(context, 'group.remove', { groupId }) : setSure(true))}
        data-testid="group-remove"
      >
        {isSure ? text.confirmRemove : text.remove}
      </Button>
    </div>
  );
}

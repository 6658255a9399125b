import { type FormEvent, useState } from 'react';
import type { LinkAnswer } from '#shared/domain/linkage.ts';
import { proposeGroups } from '#shared/domain/linkageRule.ts';
import { linkReason } from '#shared/text/linkageWords.ts';
import { sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { FormDialog } from '../../ui/form/FormDialog.tsx';
import { useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';
import './linkage.css';

/** Whom to tell, with the proposed ones ticked; or what a group answers, entered for it by the officer. */
export function LinkageDialog() {
  const dialog = useView((view) => view.dialog);
  if (dialog?.kind !== 'linkage') return null;
  const { incidentId, groupId, memberId = null } = dialog;
  return groupId === null ? (
    <ChooseGroups incidentId={incidentId} />
  ) : (
    <AnswerFor {...{ incidentId, groupId, memberId }} />
  );
}

function ChooseGroups({ incidentId }: { readonly incidentId: string }) {
  const context = useCommands();
  const language = useLanguage();
  const text = useText().linkage;
  const { world } = context.client.live;
  const incident = useLive(({ live }) => live.world.incidents.get(incidentId));
  const groups = useLive(({ live }) => live.world.linkage.groups);
  const proposals = incident ? proposeGroups(incident, world.linkage.groups.values()) : [];
  const [ticked, setTicked] = useState<ReadonlySet<string>>(() => new Set(proposals.map(({ groupId }) => groupId)));
  const isWaiting = useView((view) => view.pending.includes('incident.link'));
  const told = new Set(incident?.linkage.map(({ groupId }) => groupId));
  const dismiss = () => context.view.change({ dialog: null });
  const chosen = [...ticked].filter((groupId) => !told.has(groupId));
  const tell = async (event?: FormEvent) => {
    event?.preventDefault();
    if (chosen.length === 0 || isWaiting) return;
    const outcome = await sendCommand(context, 'incident.link', { incidentId, groupIds: chosen });
    if (outcome.state === 'done') dismiss();
  };
  const rows = [...groups.values()].map((group) => ({
    group,
    reasons: proposals.find(({ groupId }) => groupId === group.id)?.reasons ?? null,
  }));
  const ordered = [...rows.filter(({ reasons }) => reasons), ...rows.filter(({ reasons }) => !reasons)];
  return (
    <FormDialog
      title={text.chooseTitle}
      onClose={dismiss}
      testId="dialog-linkage"
      hint={text.chooseHint}
      cancelLabel={text.cancel}
      confirmLabel={chosen.length === 0 ? text.confirmNone : text.confirm(chosen.length)}
      onConfirm={tell}
      isReady={chosen.length > 0}
      isWaiting={isWaiting}
      confirmTestId="linkage-confirm"
    >
      {ordered.length === 0 && <p className="empty">{text.noGroups}</p>}
      <form onSubmit={tell}>
        <ul className="linkage__choices">
          {ordered.map(({ group, reasons }) => (
            <li key={group.id}>
              <label className="linkage__choice">
                <input
                  type="checkbox"
                  checked={told.has(group.id) || ticked.has(group.id)}
                  disabled={told.has(group.id)}
                  onChange={() => setTicked(toggled(ticked, group.id))}
                />
                <span className="linkage__kind">{text.groupKind[group.kind]}</span>
                <strong>{group.name}</strong>
                <span className="incident__faint">
                  {told.has(group.id)
                    ? text.told
                    : (reasons?.map((reason) => linkReason(reason, language)).join(' · ') ?? text.notProposed)}
                </span>
              </label>
            </li>
          ))}
        </ul>
      </form>
    </FormDialog>
  );
}

const ANSWERS = ['acknowledged', 'onTheWay', 'onScene', 'done', 'refused'] as const satisfies readonly LinkAnswer[];

interface Whose {
  readonly incidentId: string;
  readonly groupId: string;
  /** Null: the group as a whole. */
  readonly memberId: string | null;
}

function AnswerFor({ incidentId, groupId, memberId }: Whose) {
  const context = useCommands();
  const text = useText().linkage;
  const [state, setState] = useState<(typeof ANSWERS)[number]>('acknowledged');
  const [saidBy, setSaidBy] = useState('');
  const [reason, setReason] = useState('');
  const group = useLive(({ live }) =>
    live.world.incidents.get(incidentId)?.linkage.find((each) => each.groupId === groupId),
  );
  const member = group?.members.find((each) => each.memberId === memberId);
  const isWaiting = useView((view) => view.pending.includes('incident.answerLink'));
  const dismiss = () => context.view.change({ dialog: null });
  const isReady = state !== 'refused' || reason.trim() !== '';
  const send = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!isReady || isWaiting) return;
    const whose = { incidentId, groupId, ...(memberId !== null && { memberId }) };
    const body = { ...whose, state, saidBy: saidBy.trim(), reason: reason.trim() };
    const outcome = await sendCommand(context, 'incident.answerLink', body);
    if (outcome.state === 'done') dismiss();
  };
  return (
    <FormDialog
      title={[text.onBehalf, group?.name, member?.name].filter(Boolean).join(' · ')}
      onClose={dismiss}
      testId="dialog-link-answer"
      cancelLabel={text.cancel}
      confirmLabel={text.answer[state]}
      onConfirm={send}
      isReady={isReady}
      isWaiting={isWaiting}
      confirmTestId="link-answer-confirm"
    >
      <form className="linkage__form" onSubmit={send}>
        <fieldset className="linkage__states" aria-label={text.onBehalf}>
          {ANSWERS.map((each) => (
            <Button
              key={each}
              look={each === state ? 'primary' : 'plain'}
              aria-pressed={each === state}
              onClick={() => setState(each)}
            >
              {text.answer[each]}
            </Button>
          ))}
        </fieldset>
        <input
          className="input"
          value={saidBy}
          maxLength={60}
          aria-label={text.saidBy}
          placeholder={text.saidBy}
          onChange={(event) => setSaidBy(event.target.value)}
          data-testid="link-said-by"
        />
        {state === 'refused' && (
          <input
            className="input"
            value={reason}
            maxLength={300}
            aria-label={text.refuseReason}
            placeholder={text.refuseReason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </form>
    </FormDialog>
  );
}

function toggled(ticked: ReadonlySet<string>, groupId: string): ReadonlySet<string> {
  const next = new Set(ticked);
  if (!next.delete(groupId)) next.add(groupId);
  return next;
}

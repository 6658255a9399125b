import { useEffect } from 'react';
import { addressIn } from '#shared/domain/place.ts';
import { linkState } from '#shared/text/linkageWords.ts';
import { maySend } from '../../commands/context.ts';
import { callsForSeat, nextAnswer, type SeatCall } from '../../commands/linkageCommands.ts';
import { Button } from '../../ui/Button.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { CommandButton } from '../CommandButton.tsx';
import { useCommands, useLanguage, useLive, useText } from '../desk.tsx';
import { kindName } from '../incidentWords.ts';
import './linkage.css';

/** This seat belongs to a group that is called in: what, where, and the one key that answers. */
export function LinkageCall() {
  const context = useCommands();
  const text = useText().linkage;
  const calls = useLive(
    () => callsForSeat(context).map(({ incident, group }) => `${incident.id} ${group.groupId}`),
    isShallowEqual,
  );
  const first = useLive(() => callsForSeat(context)[0]?.incident);
  if (!first || calls.length === 0) return null;
  const [call] = callsForSeat(context);
  if (!call) return null;
  return <Call call={call} title={text.callTitle(call.group.name)} more={calls.length - 1} />;
}

function Call({ call, title, more }: { readonly call: SeatCall; readonly title: string; readonly more: number }) {
  const context = useCommands();
  const language = useLanguage();
  const text = useText().linkage;
  const { incident, group, member } = call;
  const next = nextAnswer(call);
  const isFresh = member.state === 'told' || member.state === 'delivered';
  const { id: incidentId } = incident;
  const { groupId } = group;
  // What stands before somebody's eyes has been seen; in the past it was seen by others.
  useEffect(() => {
    if (!isFresh || context.replay?.isOnScreen || !maySend(context, 'incident.answerLink')) return;
    void context.client.send('incident.answerLink', { incidentId, groupId, state: 'seen' });
  }, [context, groupId, incidentId, isFresh]);
  return (
    <div
      className={`linkage-call ${isFresh || member.state === 'seen' ? 'linkage-call--waiting' : ''}`}
      role="alert"
      data-testid="linkage-call"
    >
      <strong className="linkage-call__title">{title}</strong>
      <button
        type="button"
        className="life__ref linkage-call__what"
        onClick={() => context.view.select({ kind: 'incident', id: incidentId })}
      >
        {kindName(incident, language)} · {addressIn(incident.place, language === 'en')}
      </button>
      <span className="linkage-call__state">{text.callState(linkState(member.state, language))}</span>
      {more > 0 && <span className="linkage-call__more">+{more}</span>}
      {next && (
        <CommandButton id="linkage.answer" look="primary" pendingName={`link:${groupId}`} testId="linkage-answer">
          {text.answer[next]}
        </CommandButton>
      )}
      <Button onClick={() => context.view.change({ dialog: { kind: 'linkage', incidentId, groupId } })}>
        {text.answer.refused}
      </Button>
    </div>
  );
}

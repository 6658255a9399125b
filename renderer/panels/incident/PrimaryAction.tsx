import { formatClockSpan } from '#shared/text/time.ts';
import { currentCandidates, currentDispatch, isTold } from '../../commands/context.ts';
import { primaryAction } from '../../commands/primaryAction.ts';
import { CommandButton } from '../CommandButton.tsx';
import { useAdvice, useCommands, useLive, useText, useView } from '../desk.tsx';

const TEST_IDS: Partial<Record<string, string>> = {
  'incident.acknowledge': 'action-acknowledge',
  'incident.dispatchFirst': 'action-dispatch-first',
  'incident.close': 'action-close',
};

/** The big button: accept, then send, then what the radio says, then close. Accepting never hides sending. */
export function PrimaryAction() {
  const context = useCommands();
  const text = useText();
  useAdvice();
  useView((view) => view);
  const id = useLive(() => primaryAction(context));
  const dispatch = useLive(() => currentDispatch(context));
  const [first] = currentCandidates(context);
  const showsSecond = id === 'incident.acknowledge' && first !== undefined;
  const sendSentence = useLive(() => first && isTold(context, first.unitId))
    ? text.incident.next.confirmFirst
    : text.incident.next.dispatchFirst;
  const sendLabel = first && (
    <Sentence name={first.name} say={(name) => sendSentence(name, etaLabel(first.etaSeconds, text.incident.noEta))} />
  );
  if (id === null) return null;
  return (
    <div className="primary">
      <CommandButton
        id={id}
        look="primary"
        size="big"
        className="primary__button"
        testId={TEST_IDS[id] ?? 'action-primary'}
        pendingName={pendingNameOf(id, first?.unitId, dispatch?.id)}
      >
        {id === 'incident.dispatchFirst' ? sendLabel : labelOf()}
      </CommandButton>
      {showsSecond && (
        <CommandButton
          id="incident.dispatchFirst"
          size="big"
          className="primary__second"
          testId="action-dispatch-first"
          pendingName={`dispatch:${first.unitId}`}
        >
          {sendLabel}
        </CommandButton>
      )}
    </div>
  );

  function labelOf() {
    if (!dispatch) return undefined;
    const { reportsFor } = text.incident;
    if (id === 'dispatch.accept') return <Sentence name={dispatch.unitName} say={reportsFor.accept} />;
    if (id === 'dispatch.depart') return <Sentence name={dispatch.unitName} say={reportsFor.depart} />;
    if (id === 'dispatch.arrive') return <Sentence name={dispatch.unitName} say={reportsFor.arrive} />;
    if (id === 'dispatch.finish') return <Sentence name={dispatch.unitName} say={reportsFor.finish} />;
    return undefined;
  }
}

/** A sentence around a name: a long name is shortened, what is to be done never is. */
function Sentence({ name, say }: { readonly name: string; readonly say: (name: string) => string }) {
  const [before, after] = say('\n').split('\n');
  return (
    <span className="primary__label">
      {before}
      <span className="ellipsis" title={name}>
        {name}
      </span>
      {after}
    </span>
  );
}

const etaLabel = (seconds: number | null, none: string) => (seconds === null ? none : formatClockSpan(seconds * 1_000));

function pendingNameOf(id: string, unitId: string | undefined, dispatchId: string | undefined): string {
  if (id === 'incident.dispatchFirst') return `dispatch:${unitId}`;
  return id.startsWith('dispatch.') ? `${id.slice('dispatch.'.length)}:${dispatchId}` : id;
}

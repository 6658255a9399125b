import { formatClockSpan } from '#shared/text/time.ts';
import { currentCandidates, currentDispatch } from '../../commands/context.ts';
import { primaryAction } from '../../commands/primaryAction.ts';
import { CommandButton } from '../CommandButton.tsx';
import { useAdvice, useCommands, useLive, useText, useView } from '../desk.tsx';

const TEST_IDS: Partial<Record<string, string>> = {
  'incident.acknowledge': 'action-acknowledge',
  'incident.dispatchFirst': 'action-dispatch-first',
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
  if (id === null) return null;
  const showsSecond = id === 'incident.acknowledge' && first !== undefined;
  const sendLabel =
    first && text.incident.next.dispatchFirst(first.name, etaLabel(first.etaSeconds, text.incident.noEta));
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

  function labelOf(): string | undefined {
    if (!dispatch) return undefined;
    if (id === 'dispatch.accept') return text.incident.reportsFor.accept(dispatch.unitName);
    if (id === 'dispatch.depart') return text.incident.reportsFor.depart(dispatch.unitName);
    if (id === 'dispatch.arrive') return text.incident.reportsFor.arrive(dispatch.unitName);
    if (id === 'dispatch.finish') return text.incident.reportsFor.finish(dispatch.unitName);
    return undefined;
  }
}

const etaLabel = (seconds: number | null, none: string) => (seconds === null ? none : formatClockSpan(seconds * 1_000));

function pendingNameOf(id: string, unitId: string | undefined, dispatchId: string | undefined): string {
  if (id === 'incident.dispatchFirst') return `dispatch:${unitId}`;
  return id.startsWith('dispatch.') ? `${id.slice('dispatch.'.length)}:${dispatchId}` : id;
}

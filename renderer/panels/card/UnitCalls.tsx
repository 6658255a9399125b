import { type CallState, isOpenCall } from '#shared/domain/call.ts';
import { formatDayTime } from '#shared/text/time.ts';
import { callUnit, heldCall } from '../../commands/callCommands.ts';
import { maySend } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLive, useText, useView } from '../desk.tsx';

const SHOWN = 3;

/** One click rings the phones of this unit; below it, how the last calls with it went. */
export function UnitCalls({ unitId }: { readonly unitId: string }) {
  const context = useCommands();
  const text = useText().calls;
  const may = useLive(() => maySend(context, 'call.start') && heldCall(context) === null);
  const isWaiting = useView((state) => state.pending.includes(`call:${unitId}`));
  const calls = useLive(({ live }) => callsWith(live.world.field.calls, unitId), isShallowEqual);
  return (
    <section className="unit-calls" aria-label={text.call}>
      <Button
        disabled={!may}
        isWaiting={isWaiting}
        keyLabel="F6"
        onClick={() => callUnit(context, unitId)}
        data-testid="card-call"
      >
        {text.call}
      </Button>
      {calls.length > 0 && (
        <ul className="call-recent" aria-label={text.recent}>
          {calls.map((call) => (
            <li key={call.id}>
              {formatDayTime(call.startedAt)} {call.endReason ? text.ended[call.endReason] : text.state.connected}
              {call.recordings.length > 0 && ` · ${text.recordings(call.recordings.length)}`}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The last ones, newest first; one that goes on is on the screen elsewhere. */
function callsWith(calls: ReadonlyMap<string, CallState>, unitId: string): CallState[] {
  return [...calls.values()]
    .filter((call) => !isOpenCall(call) && call.parties.some((party) => party.unitId === unitId))
    .slice(-SHOWN)
    .reverse();
}

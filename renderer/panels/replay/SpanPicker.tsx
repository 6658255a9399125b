import { useState } from 'react';
import { refusalSentence } from '#shared/text/refusals.ts';
import { REPLAY_LONGEST_MS } from '#shared/wire/replay.ts';
import type { ReplaySpan } from '../../live/replay/replayApi.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useCommands, useLanguage, useLive, useReplay, useReplaySession, useText, useView } from '../desk.tsx';
import { fieldOfMoment, momentOfField } from '../moment.ts';
import './replay.css';

const HOUR_MS = 3_600_000;
/** Shown before an incident opens and after it closes. */
const MARGIN_MS = 120_000;
/** A window knows the core's time only as late as it hears it: what has just happened belongs to "until now" as well. */
const HEARD_LATE_MS = 2_000;

/** Which part of the past. A new alarm takes it away: there is something else to do. */
export function SpanPicker() {
  const isOpen = useReplay(({ mode }) => mode === 'choosing');
  return isOpen ? <Picker /> : null;
}

function Picker() {
  const replay = useReplaySession();
  const { client } = useCommands();
  const text = useText();
  const say = text.replay;
  const language = useLanguage();
  const [now] = useState(() => client.now());
  const until = now + HEARD_LATE_MS;
  const incidentId = useView((view) => view.incidentId);
  const incident = useLive(({ live }) => (incidentId === null ? undefined : live.world.incidents.get(incidentId)));
  const isWaiting = useReplay((state) => state.isWaiting);
  const fault = useReplay((state) => state.fault);
  const [from, setFrom] = useState(() => fieldOfMoment(now - HOUR_MS));
  const [to, setTo] = useState(() => fieldOfMoment(now));
  const open = (span: ReplaySpan, at?: number) => void replay.open(span, at);
  const own = spanOfFields(from, to, now);
  return (
    <Dialog
      title={say.choose}
      closeLabel={text.dialogs.close}
      onClose={() => replay.leave()}
      testId="replay-picker"
      footer={
        <>
          <span className="dialog__hint" role="status">
            {isWaiting
              ? say.opening
              : fault && (
                  <em className="is-bad">
                    {fault.code === 'unreachable' ? say.fault.unreachable : refusalSentence(fault, language)}
                  </em>
                )}
          </span>
          <Button look="plain" keyLabel="Esc" onClick={() => replay.leave()}>
            {say.cancel}
          </Button>
        </>
      }
    >
      <div className="span-picker">
        {incident && (
          <Button
            look="primary"
            disabled={isWaiting}
            onClick={() => open(spanOfIncident(incident, until))}
            data-testid="replay-incident"
            data-autofocus
          >
            {say.incident(incident.number)}
          </Button>
        )}
        {(
          [
            ['replay-hour', say.lastHour, HOUR_MS],
            ['replay-shift', say.shift, 8 * HOUR_MS],
            ['replay-day', say.day, REPLAY_LONGEST_MS],
          ] as const
        ).map(([id, label, lengthMs]) => (
          <Button
            key={id}
            disabled={isWaiting}
            onClick={() => open({ fromAt: until - lengthMs, toAt: until })}
            data-testid={id}
          >
            {label}
          </Button>
        ))}
        <fieldset className="span-picker__own">
          <legend>{say.custom}</legend>
          <label>
            {say.from}
            <input
              className="input"
              type="datetime-local"
              step={1}
              value={from}
              onChange={(event) => setFrom(event.target.value)}
              data-testid="replay-from"
            />
          </label>
          <label>
            {say.to}
            <input
              className="input"
              type="datetime-local"
              step={1}
              value={to}
              onChange={(event) => setTo(event.target.value)}
              data-testid="replay-to"
            />
          </label>
          <Button disabled={isWaiting || !own.ok} onClick={() => own.ok && open(own.span)} data-testid="replay-own">
            {say.open}
          </Button>
          {!own.ok && (
            <p className="is-bad" role="status" data-testid="replay-span-fault">
              {say[own.why]}
            </p>
          )}
        </fieldset>
      </div>
    </Dialog>
  );
}

function spanOfIncident(
  { openedAt, closedAt }: { readonly openedAt: number; readonly closedAt: number | null },
  now: number,
): ReplaySpan {
  const toAt = Math.min(now, (closedAt ?? now) + MARGIN_MS);
  return { fromAt: Math.max(openedAt - MARGIN_MS, toAt - REPLAY_LONGEST_MS), toAt };
}

type OwnSpan =
  | { readonly ok: true; readonly span: ReplaySpan }
  | { readonly ok: false; readonly why: 'noSpan' | 'backward' | 'future' | 'tooLong' };

/** The same limits as the core's, said before it is asked. */
function spanOfFields(from: string, to: string, now: number): OwnSpan {
  const [fromAt, toAt] = [momentOfField(from), momentOfField(to)];
  if (fromAt === null || toAt === null) return { ok: false, why: 'noSpan' };
  if (fromAt >= toAt) return { ok: false, why: 'backward' };
  if (toAt > now) return { ok: false, why: 'future' };
  return toAt - fromAt > REPLAY_LONGEST_MS ? { ok: false, why: 'tooLong' } : { ok: true, span: { fromAt, toAt } };
}

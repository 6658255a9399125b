import type { KeyboardEvent } from 'react';
import { VERDICTS, type VerdictOnIncident } from '#shared/domain/incidentLife.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import { VERDICT_FIELD } from '../../commands/videoCommands.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useLive, useText } from '../desk.tsx';

/** What the cameras showed: F8, then a digit. The core counts the seconds since the incident was accepted. */
export function VerdictLine({ incidentId }: { readonly incidentId: string }) {
  const context = useCommands();
  const text = useText();
  const given = useLive(({ live }) => live.world.incidents.get(incidentId)?.verification ?? null);
  const maySay = useLive(() => maySend(context, 'incident.verify'));
  if (!maySay) return null;
  const say = (verdict: VerdictOnIncident) =>
    void sendCommand(context, 'incident.verify', { incidentId, verdict, means: 'video', note: '' });
  const listen = (event: KeyboardEvent) => {
    const verdict = /^[123]$/.test(event.key) ? VERDICTS[Number(event.key) - 1] : undefined;
    if (!verdict || event.repeat) return;
    event.preventDefault();
    event.stopPropagation();
    say(verdict);
  };
  return (
    <fieldset id={VERDICT_FIELD} className="video-verdict" tabIndex={-1} onKeyDown={listen} data-testid="video-verdict">
      <legend className="visually-hidden">{text.video.verdictAsk}</legend>
      <span className="video-verdict__words" role="status">
        {given
          ? text.video.verdictGiven(text.words.verdict[given.verdict], given.tookSeconds)
          : `${text.video.verdictAsk} F8`}
      </span>
      {VERDICTS.map((verdict, index) => (
        <Button
          key={verdict}
          look="plain"
          keyLabel={String(index + 1)}
          aria-pressed={given?.verdict === verdict}
          onClick={() => say(verdict)}
        >
          {text.words.verdict[verdict]}
        </Button>
      ))}
    </fieldset>
  );
}

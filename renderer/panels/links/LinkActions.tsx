import { useState } from 'react';
import type { LinkState } from '#shared/domain/link.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useText, useView } from '../desk.tsx';
import { RemoveDialog } from './RemoveDialog.tsx';
import { StopDialog } from './StopDialog.tsx';

/** What this seat may do to a link. What it may not is not offered. */
export function LinkActions({ state, onEdit }: { readonly state: LinkState; readonly onEdit: () => void }) {
  const context = useCommands();
  const text = useText().links;
  const [asks, setAsks] = useState<'stop' | 'remove' | null>(null);
  const isStarting = useView((view) => view.pending.includes(`link.start:${state.id}`));
  const close = () => setAsks(null);
  const start = () => void sendCommand(context, 'link.start', { linkId: state.id }, `link.start:${state.id}`);
  return (
    <div className="link__actions">
      {maySend(context, 'link.save') && (
        <Button onClick={onEdit} data-testid="link-edit">
          {text.edit}
        </Button>
      )}
      {state.stopped
        ? maySend(context, 'link.start') && (
            <Button look="primary" onClick={start} isWaiting={isStarting} data-testid="link-start">
              {text.start}
            </Button>
          )
        : maySend(context, 'link.stop') && (
            <Button onClick={() => setAsks('stop')} data-testid="link-stop">
              {text.stop}
            </Button>
          )}
      {maySend(context, 'link.remove') && state.stationFingerprint === null && (
        <Button onClick={() => setAsks('remove')} data-testid="link-remove">
          {text.remove}
        </Button>
      )}
      {asks === 'stop' && <StopDialog linkId={state.id} onClose={close} />}
      {asks === 'remove' && <RemoveDialog linkId={state.id} onClose={close} />}
    </div>
  );
}

import type { ChannelView } from '#shared/wire/video.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useText } from '../desk.tsx';

/** Opens the camera's picture, large. */
export function WatchButton({ channel }: { readonly channel: ChannelView }) {
  const { view } = useCommands();
  const text = useText();
  const isMute = channel.grades.length === 0;
  return (
    <Button
      look="primary"
      disabled={isMute}
      title={isMute ? text.video.fault.noSource : undefined}
      onClick={() => view.change({ sheet: { id: 'video', focus: channel.id } })}
      data-testid="card-watch"
    >
      {text.cards.watch}
    </Button>
  );
}

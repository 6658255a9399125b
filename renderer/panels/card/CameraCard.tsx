import { runCommand } from '../../commands/registry.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useText } from '../desk.tsx';
import { Card } from './Card.tsx';
import { useChannel } from './useChannel.ts';
import { WatchButton } from './WatchButton.tsx';

/** A camera as the station keeps it: what it looks at, whether it plays, and its picture. */
export function CameraCard({ channelId }: { readonly channelId: string }) {
  const context = useCommands();
  const text = useText();
  const say = text.cards;
  const channel = useChannel(channelId);
  const { fault, state } = channel?.condition ?? { fault: undefined, state: 'unknown' as const };
  return (
    <Card kind={say.kind.camera} title={channel?.name ?? channelId}>
      <div className="card__actions card__actions--first">
        {channel && <WatchButton channel={channel} />}
        <Button onClick={() => runCommand(context, 'map.flyTo')} keyLabel="F">
          {say.showOnMap}
        </Button>
      </div>
      <dl className="facts">
        <dt>{say.code}</dt>
        <dd className="card__code">{channelId}</dd>
        {channel && (
          <>
            <dt>{say.picture}</dt>
            <dd>{fault ? text.video.fault[fault] : text.video.condition[state]}</dd>
            {channel.heading !== null && (
              <>
                <dt>{say.looks}</dt>
                <dd>{say.looksTo(Math.round(channel.heading), channel.rangeM)}</dd>
              </>
            )}
            {channel.owner !== null && (
              <>
                <dt>{say.owner}</dt>
                <dd>{channel.isPrivate ? `${channel.owner} · ${text.video.private}` : channel.owner}</dd>
              </>
            )}
          </>
        )}
      </dl>
    </Card>
  );
}

import { type ReactNode, useMemo } from 'react';
import { deskText } from '#shared/text/index.ts';
import { refusalSentence } from '#shared/text/refusals.ts';
import { formatTime } from '#shared/text/time.ts';
import { type CommandContext, deliverCommand, outcomeWords } from '../../commands/context.ts';
import type { TileHand } from '../../commands/deskView.ts';
import { keepSnapshot } from '../../live/video.ts';
import { type TileDesk, VideoTile, type VideoTileProps } from '../../video/tile/VideoTile.tsx';
import { useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';

/** A tile at this desk: what is kept of it goes to the core, keys find it, an alarm takes it out of the whole window. */
export function DeskTile({
  tools,
  ...rest
}: Pick<VideoTileProps, 'channelId' | 'name' | 'reason' | 'turns' | 'isSmall' | 'aside'> & {
  readonly tools?: ReactNode;
}) {
  const context = useCommands();
  const words = useText().video;
  const language = useLanguage();
  const { channelId, reason } = rest;
  const incidentId = reason.kind === 'incident' ? reason.incidentId : undefined;
  const desk = useMemo(() => tileDesk(context, channelId, incidentId), [context, channelId, incidentId]);
  const isInHand = useView(({ tiles }) => tiles[0]?.channelId === channelId);
  const alarms = useLive(({ live }) => live.world.incidents.size);
  return (
    <VideoTile
      {...rest}
      client={context.client}
      desk={desk}
      isInHand={isInHand}
      alarms={alarms}
      tools={tools}
      words={words}
      language={language}
    />
  );
}

function tileDesk(context: CommandContext, channelId: string, incidentId: string | undefined): TileDesk {
  const { client, view } = context;
  const withIncident = incidentId === undefined ? {} : { incidentId };
  const words = () => deskText(view.state.language).video;
  const others = (hand: TileHand) => view.state.tiles.filter((other) => other !== hand);
  return {
    now: client.now,
    async keep({ jpeg, grade, protocol }, shownAt) {
      const answer = await keepSnapshot(client, channelId, { grade, protocol, shownAt, ...withIncident }, jpeg);
      if (!answer.ok) return { isDone: false, text: refusalSentence(answer.failure, view.state.language) };
      return { isDone: true, text: words().kept(formatTime(shownAt), answer.value.hash.slice(0, 12)) };
    },
    async mark(shownAt, note) {
      const body = { channelId, shownAt: Math.round(shownAt), note, ...withIncident };
      const outcome = await deliverCommand(context, 'channel.mark', body);
      const refused = outcomeWords(context, outcome, body);
      return refused
        ? { isDone: false, text: refused.title }
        : { isDone: true, text: words().marked(formatTime(shownAt)) };
    },
    add(hand) {
      view.change({ tiles: [...view.state.tiles, hand] });
      return () => view.change({ tiles: others(hand) });
    },
    touch(hand) {
      if (view.state.tiles[0] !== hand) view.change({ tiles: [hand, ...others(hand)] });
    },
  };
}

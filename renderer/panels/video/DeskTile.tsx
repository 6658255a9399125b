import { type ReactNode, useMemo } from 'react';
import { deskText } from '#shared/text/index.ts';
import { refusalSentence } from '#shared/text/refusals.ts';
import { formatTime } from '#shared/text/time.ts';
import { mayTurn } from '#shared/wire/roles.ts';
import { type CommandContext, deliverCommand, outcomeWords } from '../../commands/context.ts';
import type { TileHand } from '../../commands/deskView.ts';
import type { CoreFault } from '../../live/askCore.ts';
import { orderPtz, ptzState } from '../../live/ptz.ts';
import { keepSnapshot } from '../../live/video.ts';
import { type TileDesk, VideoTile, type VideoTileProps } from '../../video/tile/VideoTile.tsx';
import { DrillWatermark } from '../DrillWatermark.tsx';
import { useCommands, useLanguage, useLive, useText, useView } from '../desk.tsx';

/** A tile at this desk: what is kept of it goes to the core, keys find it, an alarm takes it out of the whole window. */
export function DeskTile({
  tools,
  canTurn,
  ...rest
}: Pick<VideoTileProps, 'channelId' | 'name' | 'reason' | 'turns' | 'isSmall' | 'aside'> & {
  readonly canTurn: boolean;
  readonly tools?: ReactNode;
}) {
  const context = useCommands();
  const words = useText().video;
  const language = useLanguage();
  const { channelId, reason } = rest;
  const incidentId = reason.kind === 'incident' ? reason.incidentId : undefined;
  const desk = useMemo(
    () => tileDesk(context, channelId, incidentId, canTurn),
    [context, channelId, incidentId, canTurn],
  );
  const isInHand = useView(({ tiles }) => tiles[0]?.channelId === channelId);
  const alarms = useLive(({ live }) => live.world.incidents.size);
  return (
    <VideoTile
      {...rest}
      client={context.client}
      pageSeen={context.machine.seen}
      desk={desk}
      isInHand={isInHand}
      alarms={alarms}
      tools={tools}
      over={<DrillWatermark isTile />}
      words={words}
      language={language}
    />
  );
}

function tileDesk(
  context: CommandContext,
  channelId: string,
  incidentId: string | undefined,
  canTurn: boolean,
): TileDesk {
  const { client, view } = context;
  const withIncident = incidentId === undefined ? {} : { incidentId };
  const words = () => deskText(view.state.language).video;
  const others = (hand: TileHand) => view.state.tiles.filter((other) => other !== hand);
  const refused = (failure: CoreFault) => ({ isDone: false, text: refusalSentence(failure, view.state.language) });
  const role = client.live.seat?.role;
  return {
    now: client.now,
    stamp: () => (client.live.station?.realm === 'drill' ? deskText(view.state.language).topBar.watermark : null),
    turning:
      canTurn && role !== undefined && mayTurn(role)
        ? {
            state: async (signal) => {
              const answer = await ptzState(client, channelId, signal);
              return answer.ok ? answer.value : refused(answer.failure);
            },
            order: async (order) => {
              const answer = await orderPtz(client, channelId, order);
              return answer.ok ? null : refused(answer.failure);
            },
          }
        : null,
    async keep({ jpeg, grade, protocol }, shownAt) {
      const answer = await keepSnapshot(client, channelId, { grade, protocol, shownAt, ...withIncident }, jpeg);
      if (!answer.ok) return refused(answer.failure);
      return { isDone: true, text: words().kept(formatTime(shownAt), answer.value.hash.slice(0, 12)) };
    },
    async mark(shownAt, note) {
      const body = { channelId, shownAt: Math.round(shownAt), note, ...withIncident };
      const outcome = await deliverCommand(context, 'channel.mark', body);
      const objection = outcomeWords(context, outcome, body);
      return objection
        ? { isDone: false, text: objection.title }
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

import { useState } from 'react';
import type { ChannelView, OpenRequest } from '#shared/wire/video.ts';
import { Button } from '../../ui/Button.tsx';
import { CloseIcon, WindowIcon } from '../../ui/icons.tsx';
import { OpeningTurns } from '../../video/tile/openingTurns.ts';
import { useCommands, useText } from '../desk.tsx';
import { DeskTile } from './DeskTile.tsx';
import { DropPlace } from './DropPlace.tsx';
import type { Wall } from './useWall.ts';
import './video.css';

/** From so many tiles on none of them plays a main stream. */
const SMALL_FROM = 9;

export type WallPlaces = Pick<Wall, 'layout' | 'tiles' | 'aim' | 'aimAt' | 'put' | 'putById'>;

/** The tiles of a wall. A camera carried from a list, the map or another window is dropped on a place. */
export function WallGrid({
  wall,
  reason,
  mayChange = true,
}: {
  readonly wall: WallPlaces;
  readonly reason: OpenRequest['reason'];
  /** A patrol puts its own cameras there. */
  readonly mayChange?: boolean;
}) {
  const [turns] = useState(() => new OpeningTurns());
  return (
    <div className={`video-grid video-grid--${wall.layout}`}>
      {wall.tiles.map((channel, place) => (
        <DropPlace
          key={channel?.id ?? `empty ${place}`}
          className="video-grid__place"
          onDropped={mayChange ? (id) => void wall.putById(place, id) : null}
        >
          {channel ? (
            <Filled
              channel={channel}
              reason={reason}
              turns={turns}
              isSmall={wall.layout >= SMALL_FROM}
              onRemove={mayChange ? () => wall.put(place, null) : null}
            />
          ) : (
            mayChange && <Empty isAimed={wall.aim === place} onAim={() => wall.aimAt(place)} />
          )}
        </DropPlace>
      ))}
    </div>
  );
}

function Empty({ isAimed, onAim }: { readonly isAimed: boolean; readonly onAim: () => void }) {
  const { video, wall } = useText();
  return (
    <button type="button" className="video-grid__empty" aria-pressed={isAimed} aria-label={wall.aim} onClick={onAim}>
      <strong>{isAimed ? wall.aimed : video.emptyTile}</strong>
      {!isAimed && <span>{video.emptyTileHint}</span>}
    </button>
  );
}

function Filled({
  channel,
  reason,
  turns,
  isSmall,
  onRemove,
}: {
  readonly channel: ChannelView;
  readonly reason: OpenRequest['reason'];
  readonly turns: OpeningTurns;
  readonly isSmall: boolean;
  readonly onRemove: (() => void) | null;
}) {
  const { machine } = useCommands();
  const { video, wall } = useText();
  const remove = onRemove && (
    <Button look="plain" aria-label={video.remove(channel.name)} title={video.remove(channel.name)} onClick={onRemove}>
      <CloseIcon />
    </Button>
  );
  // Nobody needs to be asked for a stream that does not exist.
  if (channel.grades.length === 0) {
    return (
      <div className="video-grid__empty">
        <strong>{channel.name}</strong>
        <span>{video.fault.noSource}</span>
        {remove}
      </div>
    );
  }
  const send = machine.openVideoWindow;
  return (
    <DeskTile
      channelId={channel.id}
      name={channel.name}
      reason={reason}
      turns={turns}
      canTurn={channel.canTurn}
      isSmall={isSmall}
      tools={
        <>
          {send && (
            <Button
              look="plain"
              aria-label={wall.sendTile(channel.name)}
              title={wall.sendTile(channel.name)}
              onClick={() => void send({ layout: 1, channelIds: [channel.id], isSpot: false })}
            >
              <WindowIcon />
            </Button>
          )}
          {remove}
        </>
      }
    />
  );
}

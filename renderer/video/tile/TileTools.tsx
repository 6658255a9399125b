import type { ReactNode } from 'react';
import type { TileHand } from '../../commands/deskView.ts';
import { Button } from '../../ui/Button.tsx';
import {
  EnlargeIcon,
  MarkIcon,
  PastIcon,
  PictureIcon,
  ShrinkIcon,
  SpeakerIcon,
  SpeakerOffIcon,
  TurnIcon,
} from '../../ui/icons.tsx';
import type { TileView } from './tileSession.ts';
import type { TileWords } from './VideoTile.tsx';

/** What can be done with the picture; the same as the keys do for the tile in hand. */
export function TileTools({
  hand,
  view,
  isOn: { full: isFull, audible: isAudible, past: isPast, turning: isTurning },
  words,
  more,
}: {
  readonly hand: TileHand;
  readonly view: TileView;
  readonly isOn: Readonly<Record<'full' | 'audible' | 'past' | 'turning', boolean>>;
  readonly words: TileWords;
  readonly more: ReactNode;
}) {
  const isLive = view.status === 'live';
  return (
    <div className="tile__tools">
      <Tool name={words.snapshot} keys="F2" isOff={!isLive} run={hand.snapshot}>
        <PictureIcon />
      </Tool>
      <Tool name={words.mark} keys="F3" isOff={!isLive} run={hand.mark}>
        <MarkIcon />
      </Tool>
      {view.hasSound && (
        <Tool name={isAudible ? words.soundOff : words.soundOn} keys="Ctrl+F2" isOn={isAudible} run={hand.toggleSound}>
          {isAudible ? <SpeakerIcon /> : <SpeakerOffIcon />}
        </Tool>
      )}
      {view.hasPast && (
        <Tool name={isPast ? words.backToLive : words.lookBack} keys="Ctrl+F4" isOn={isPast} run={hand.toggleLookBack}>
          <PastIcon />
        </Tool>
      )}
      {hand.canTurn() && (
        <Tool name={words.turn} keys="Ctrl+F3" isOn={isTurning} run={hand.toggleTurning}>
          <TurnIcon />
        </Tool>
      )}
      <Tool name={isFull ? words.restore : words.fullScreen} keys="F4" isOn={isFull} run={hand.toggleFullScreen}>
        {isFull ? <ShrinkIcon /> : <EnlargeIcon />}
      </Tool>
      {!isFull && more}
    </div>
  );
}

function Tool({
  name,
  keys,
  run,
  isOff = false,
  isOn,
  children,
}: {
  readonly name: string;
  readonly keys: string;
  readonly run: () => void;
  readonly isOff?: boolean;
  /** Absent: it is no switch. */
  readonly isOn?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <Button
      look="plain"
      aria-label={name}
      title={`${name} ${keys}`}
      aria-keyshortcuts={keys.replace('Ctrl', 'Control')}
      aria-pressed={isOn}
      disabled={isOff}
      onClick={run}
    >
      {children}
    </Button>
  );
}

import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Language } from '#shared/text/language.ts';
import { formatAgo } from '#shared/text/time.ts';
import type { videoTileText } from '#shared/text/videoTile.ts';
import type { OpenRequest } from '#shared/wire/video.ts';
import type { TileHand } from '../../commands/deskView.ts';
import type { DeskSource } from '../../live/deskSource.ts';
import type { PageSeen } from '../../live/pageSeen.ts';
import { MarkLine } from './MarkLine.tsx';
import type { OpeningTurns } from './openingTurns.ts';
import { PastPicture } from './PastPicture.tsx';
import type { Capture } from './pictures.ts';
import { TileName } from './TileName.tsx';
import { TileTools } from './TileTools.tsx';
import { type TurnDesk, TurnPad } from './TurnPad.tsx';
import type { TileSession, TileView } from './tileSession.ts';
import { useLookBack } from './useLookBack.ts';
import { useSessionView, useTileSession } from './useTileSession.ts';
import './tile.css';

export type TileWords = (typeof videoTileText)[Language];

/** How something went that was asked of a tile, as a sentence. */
export interface TileSaid {
  readonly isDone: boolean;
  readonly text: string;
}

/** What a tile can have done by the desk it stands at. */
export interface TileDesk {
  /** Epoch ms of the core. */
  now(): number;
  /** A word to stand across what is kept, so that it is not taken for the real thing; null: none. */
  stamp(): string | null;
  keep(capture: Capture, shownAt: number): Promise<TileSaid>;
  mark(shownAt: number, note: string): Promise<TileSaid>;
  /** Null: this camera is turned by nobody here. */
  readonly turning: TurnDesk | null;
  /** The tile is on the page until the answer is called. */
  add(hand: TileHand): () => void;
  /** It is the one keys speak of. */
  touch(hand: TileHand): void;
}

export interface VideoTileProps {
  readonly client: Pick<DeskSource, 'door' | 'localNow'>;
  readonly pageSeen: PageSeen;
  readonly channelId: string;
  readonly name: string;
  readonly reason: OpenRequest['reason'];
  readonly turns: OpeningTurns;
  /** One of many: never the main stream, however large the screen. */
  readonly isSmall?: boolean;
  /** Why it is shown: distance, sight. */
  readonly aside?: string;
  readonly desk: TileDesk;
  readonly isInHand: boolean;
  /** Grows with each alarm: what fills the window makes way for it. */
  readonly alarms: number;
  /** Over the picture, also where it fills the window. */
  readonly over?: ReactNode;
  /** More buttons beside the tile's own. */
  readonly tools?: ReactNode;
  readonly words: TileWords;
  readonly language: Language;
}

const SAID_FOR_MS = 8_000;

/**
 * One camera's picture with what is true of it: its state in a word, how old the picture is when it is not live, and why. It
 * plays while it is seen, the small stream when it is small. Silent until somebody asks for sound.
 */
export function VideoTile(props: VideoTileProps) {
  const { name, aside, over, tools, words, language, client, desk, channelId } = props;
  const surface = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLElement>(null);
  const session = useTileSession({ isSmall: false, ...props }, surface);
  const view = useSessionView(session);
  const [isFull, setFull] = useFull(props.alarms, frame);
  const [isAudible, setAudible] = useState(false);
  const [markingAt, setMarkingAt] = useState<number | null>(null);
  const [isTurning, setTurning] = useState(false);
  const [said, say] = useSaid();
  const deeds = useDeeds({ session, desk, words, say });
  const lookBack = useLookBack(session, words, say);
  const hand = useHand(channelId, desk, {
    hasSound: () => session?.view.hasSound ?? false,
    snapshot: () => void deeds.keep(),
    mark: () => setMarkingAt(deeds.seenAt()),
    toggleFullScreen: () => setFull(!isFull),
    toggleSound: () => {
      session?.setAudible(!isAudible);
      setAudible(!isAudible);
    },
    hasPast: () => session?.view.hasPast ?? false,
    toggleLookBack: () => void lookBack.toggle(),
    canTurn: () => desk.turning !== null,
    toggleTurning: () => setTurning(!isTurning),
  });
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !(isFull || lookBack.past)) return;
    if (lookBack.past) lookBack.end();
    else setFull(false);
    event.preventDefault();
    event.stopPropagation();
  };
  const classes = ['tile', `tile--${view.status}`, isFull && 'tile--full', props.isInHand && 'tile--hand'];
  return (
    <figure
      ref={frame}
      className={classes.filter(Boolean).join(' ')}
      tabIndex={-1}
      aria-label={words.tileOf(name)}
      data-status={view.status}
      data-channel={channelId}
      data-grade={view.grade ?? undefined}
      onFocus={() => desk.touch(hand)}
      onPointerDown={() => desk.touch(hand)}
      onDoubleClick={({ target }) => target instanceof HTMLButtonElement || setFull(!isFull)}
      onKeyDown={leave}
    >
      <div className="tile__surface" ref={surface} />
      {lookBack.past && <PastPicture past={lookBack.past} words={words} />}
      {over}
      <figcaption className="tile__head">
        <span className="tile__status" role="status">
          {words.status[view.status]}
        </span>
        <TileName name={name} />
        {aside && (
          <span className="tile__aside" title={aside}>
            {aside}
          </span>
        )}
      </figcaption>
      <TruthLine view={view} now={client.localNow()} words={words} language={language} />
      {said && (
        <p className={`tile__said tile__said--${said.isDone ? 'done' : 'refused'}`} role="status">
          {said.text}
        </p>
      )}
      {markingAt !== null && (
        <MarkLine
          shownAt={markingAt}
          words={words}
          onKeep={(note) => void desk.mark(markingAt, note).then(say)}
          onClose={() => {
            setMarkingAt(null);
            frame.current?.focus();
          }}
        />
      )}
      {isTurning && desk.turning && (
        <TurnPad desk={desk.turning} words={words} onSaid={say} onClose={() => setTurning(false)} />
      )}
      <TileTools
        hand={hand}
        view={view}
        isOn={{ full: isFull, audible: isAudible, past: lookBack.past !== null, turning: isTurning }}
        words={words}
        more={tools}
      />
    </figure>
  );
}

/** Over the last picture: why it is not live, how old it is, when it is tried again. */
function TruthLine({
  view,
  now,
  words,
  language,
}: Pick<VideoTileProps, 'words' | 'language'> & { readonly view: TileView; readonly now: number }) {
  if (view.status === 'live' || view.status === 'paused') return null;
  return (
    <div className="tile__words">
      {view.fault && <strong>{words.fault[view.fault]}</strong>}
      {view.lastFrameAt !== null && <span>{words.lastPicture(formatAgo(now - view.lastFrameAt, language))}</span>}
      {view.dueAt !== null && <span>{words.retry(Math.max(1, Math.ceil((view.dueAt - now) / 1_000)))}</span>}
    </div>
  );
}

/** The tile over the whole window; a new alarm takes it back to its place. */
function useFull(alarms: number, frame: { readonly current: HTMLElement | null }) {
  const [isFull, setFull] = useState(false);
  const seen = useRef(alarms);
  useEffect(() => {
    if (alarms > seen.current) setFull(false);
    seen.current = alarms;
  }, [alarms]);
  useEffect(() => {
    if (isFull) frame.current?.focus();
  }, [isFull, frame]);
  return [isFull, setFull] as const;
}

function useSaid() {
  const [said, say] = useState<TileSaid | null>(null);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => say(null), SAID_FOR_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return [said, say] as const;
}

/** Evidence is only what is live: a still picture proves no moment. */
function useDeeds({
  session,
  desk,
  words,
  say,
}: {
  readonly session: TileSession | null;
  readonly desk: TileDesk;
  readonly words: TileWords;
  readonly say: (said: TileSaid) => void;
}) {
  const notLive = { isDone: false, text: words.notLive };
  return {
    async keep() {
      const capture = await session?.capture(desk.stamp());
      say(capture ? await desk.keep(capture, capture.shownAt ?? desk.now()) : notLive);
    },
    /** Epoch ms of what is shown; null, said so, where nothing is. */
    seenAt(): number | null {
      if (session?.view.status === 'live') return session.shownAt() ?? desk.now();
      say(notLive);
      return null;
    },
  };
}

/** One object for as long as the tile stands, whatever its deeds are by now. */
function useHand(channelId: string, desk: TileDesk, deeds: Omit<TileHand, 'channelId'>): TileHand {
  const latest = useRef(deeds);
  latest.current = deeds;
  const [hand] = useState<TileHand>(() => ({
    channelId,
    hasSound: () => latest.current.hasSound(),
    snapshot: () => latest.current.snapshot(),
    mark: () => latest.current.mark(),
    toggleFullScreen: () => latest.current.toggleFullScreen(),
    toggleSound: () => latest.current.toggleSound(),
    hasPast: () => latest.current.hasPast(),
    toggleLookBack: () => latest.current.toggleLookBack(),
    canTurn: () => latest.current.canTurn(),
    toggleTurning: () => latest.current.toggleTurning(),
  }));
  const { add } = desk;
  useEffect(() => add(hand), [add, hand]);
  return hand;
}

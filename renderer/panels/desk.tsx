import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import type { PlacedChannel } from '#shared/domain/channel.ts';
import { type DeskText, deskText } from '#shared/text/index.ts';
import type { Language } from '#shared/text/language.ts';
import type { CommandContext } from '../commands/context.ts';
import type { DeskViewState } from '../commands/deskView.ts';
import type { BlindFeed } from '../live/blindFeed.ts';
import type { ChannelPlacesFeed } from '../live/channelPlaces.ts';
import type { DeskSource } from '../live/deskSource.ts';
import type { GridValueBoard } from '../live/gridValues/board.ts';
import { Observable } from '../live/observable.ts';
import type { OpenEyes } from '../live/openEyes.ts';
import type { ReplaySession, ReplayState } from '../live/replay/replaySession.ts';
import type { Directory } from '../live/search/directory.ts';
import type { Ticker } from '../ui/ticker.ts';
import { useFollow } from '../ui/useFollow.ts';

/** What every panel may follow. Panels meet here and through commands; they never import each other. */
export interface Desk {
  readonly commands: CommandContext;
  /** Ticks once a second with the core's time. */
  readonly ticker: Ticker;
  /** The scene's names, and everything by name. */
  readonly directory: Directory;
  readonly gridValues: GridValueBoard;
  /** Cameras open beside the map. */
  readonly eyes: OpenEyes;
  /** The ground no camera sees, while somebody looks at it. */
  readonly blind: BlindFeed;
  /** Every camera there is; absent on a page that has no map. */
  readonly places?: ChannelPlacesFeed;
}

const NOTHING_CHANGES = new Observable();
const DeskContext = createContext<Desk | null>(null);

export function DeskProvider({ desk, children }: { readonly desk: Desk; readonly children: ReactNode }) {
  return <DeskContext.Provider value={desk}>{children}</DeskContext.Provider>;
}

function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('A panel stands outside the desk');
  return desk;
}

export function useCommands(): CommandContext {
  return useDesk().commands;
}

/** Follows shared truth. The world's containers change in place: read entities or build what is needed from them. */
export function useLive<Value>(read: (client: DeskSource) => Value, isEqual?: (a: Value, b: Value) => boolean): Value {
  const { client } = useDesk().commands;
  return useFollow(client.changes, () => read(client), isEqual);
}

export function useView<Value>(read: (view: DeskViewState) => Value, isEqual?: (a: Value, b: Value) => boolean): Value {
  const { view } = useDesk().commands;
  return useFollow(view.changes, () => read(view.state), isEqual);
}

export function useAdvice() {
  const { recommendations } = useDesk().commands;
  return useFollow(recommendations.changes, () => recommendations.advice);
}

/** The directory and how far it has been read. */
export function useDirectory() {
  const { directory } = useDesk();
  const state = useFollow(directory.changes, () => directory.state);
  return { directory, state };
}

/** The name of an area with its code, the code alone until the scene has been read; null of null. */
export function useAreaName(code: string | null): string | null {
  const { directory, state } = useDirectory();
  const [named, setNamed] = useState<{ readonly code: string; readonly name: string } | null>(null);
  useEffect(() => {
    let isAsked = code !== null && state === 'ready';
    if (!isAsked || code === null) return;
    void directory.area(code).then((area) => {
      if (isAsked && area) setNamed({ code, name: area.area.name });
    });
    return () => {
      isAsked = false;
    };
  }, [code, state, directory]);
  return code !== null && named?.code === code ? `${named.name} ${code}` : code;
}

export function useGridValues() {
  const { gridValues } = useDesk();
  return useFollow(gridValues.changes, () => gridValues.values);
}

export function useBlindView() {
  const { blind } = useDesk();
  return useFollow(blind.changes, () => blind.view);
}

/** Every camera there is; null until the core has answered, and where nobody asks it. */
export function useCameras(): readonly PlacedChannel[] | null {
  const { places } = useDesk();
  return useFollow(places?.changes ?? NOTHING_CHANGES, () => places?.channels ?? null);
}

export function useOpenEyes(): OpenEyes {
  return useDesk().eyes;
}

export function useReplaySession(): ReplaySession {
  const { replay } = useDesk().commands;
  if (!replay) throw new Error('This desk has no past');
  return replay;
}

/** The replay at this desk, the same for live panels and those that show the past. */
export function useReplay<Value>(
  read: (state: ReplayState) => Value,
  isEqual?: (a: Value, b: Value) => boolean,
): Value {
  const replay = useReplaySession();
  return useFollow(replay.changes, () => read(replay.state), isEqual);
}

/** The core's time, turning over once a second, epoch ms. */
export function useNow(): number {
  const { ticker } = useDesk();
  return useSyncExternalStore(ticker.subscribe, ticker.value);
}

export function useLanguage(): Language {
  return useView((view) => view.language);
}

export function useText(): DeskText {
  return deskText(useLanguage());
}

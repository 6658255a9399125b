import { useEffect, useRef, useState } from 'react';
import type { VideoPatrol } from '#shared/domain/videoPlan.ts';
import type { ChannelView } from '#shared/wire/video.ts';
import { findChannels } from '../../live/video.ts';
import { beginPatrol, onPage, type Patrol, pagesOf, stepPatrol } from '../../video/patrol/patrol.ts';
import { useCommands } from '../desk.tsx';
import { useAlarmed } from './useAlarmed.ts';

const TICK_MS = 500;
/** As many as one question answers. */
const MOST = 500;

interface Running {
  readonly plan: VideoPatrol;
  readonly channels: ReadonlyMap<string, ChannelView>;
  readonly patrol: Patrol;
}

export interface PatrolView {
  readonly plan: VideoPatrol;
  readonly tiles: readonly (ChannelView | null)[];
  readonly page: number;
  readonly pages: number;
  /** The camera it stays for. */
  readonly heldBy: ChannelView | null;
}

export interface PatrolControls {
  readonly running: PatrolView | null;
  /** False: there is no camera with a picture in it. */
  start(plan: VideoPatrol): Promise<boolean>;
  stop(): void;
}

/** The patrol that runs in this window. */
export function usePatrol(): PatrolControls {
  const { client } = useCommands();
  const [running, setRunning] = useState<Running | null>(null);
  const alarmed = useAlarmed(running !== null);
  const latest = useRef(alarmed);
  latest.current = alarmed;
  const isRunning = running !== null;
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => {
      setRunning((held) => {
        if (!held) return held;
        const patrol = stepPatrol(held.patrol, latest.current, client.localNow());
        return patrol === held.patrol ? held : { ...held, patrol };
      });
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [client, isRunning]);
  return {
    running: running && viewOf(running),
    async start(plan) {
      const { areaCode, channelIds, layout, dwellSeconds } = plan;
      const which = areaCode === null ? { ids: channelIds } : { area: areaCode };
      const found = await findChannels(client, { query: '', near: null, ...which, limit: MOST });
      const playable = found?.channels.filter(({ grades }) => grades.length > 0) ?? [];
      if (playable.length === 0) return false;
      const ids = playable.map(({ id }) => id);
      const patrol = beginPatrol(ids, layout, dwellSeconds * 1_000, client.localNow());
      setRunning({ plan, patrol, channels: new Map(playable.map((channel) => [channel.id, channel])) });
      return true;
    },
    stop: () => setRunning(null),
  };
}

function viewOf({ plan, patrol, channels }: Running): PatrolView {
  const ids = onPage(patrol);
  return {
    plan,
    tiles: Array.from({ length: patrol.perPage }, (_, place) => channels.get(ids[place] ?? '') ?? null),
    page: patrol.page + 1,
    pages: pagesOf(patrol),
    heldBy: patrol.heldBy === null ? null : (channels.get(patrol.heldBy) ?? null),
  };
}

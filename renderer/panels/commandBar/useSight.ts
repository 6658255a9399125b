import { useEffect, useRef, useState } from 'react';
import type { Findable, FindGroup } from '#shared/search/findable.ts';
import { charactersOf } from '../../commands/bar/choices.ts';
import { withoutDoor } from '../../commands/bar/place.ts';
import type { BarSight } from '../../commands/bar/reading.ts';
import { maySend, openIncident } from '../../commands/context.ts';
import { pointOfSelection } from '../../live/pointOfSelection.ts';
import { useCommands, useDirectory, useLanguage, useLive } from '../desk.tsx';

export interface Found {
  readonly query: string;
  readonly groups: readonly FindGroup[];
  readonly hits: readonly Findable[];
}

const NOTHING: Found = { query: '', groups: [], hits: [] };

/** What the directory finds for the query: the last answer stays until the next has come. */
export function useFound(query: string) {
  const context = useCommands();
  const { directory, state } = useDirectory();
  const [found, setFound] = useState(NOTHING);
  const wanted = query.trim();
  useEffect(() => {
    // What was asked while the scene was read is asked again when it has been.
    if (wanted === '' || state === 'waiting') {
      setFound({ ...NOTHING, query: wanted });
      return;
    }
    let isStale = false;
    directory.follow(context.client.live.world);
    const place = openIncident(context)?.place;
    const near = place ? { lon: place.lon, lat: place.lat } : null;
    const ask = async () => {
      const groups = await directory.find({ query: wanted, near });
      const road = groups.length === 0 ? withoutDoor(wanted) : null;
      return road ? directory.find({ query: road, near }) : groups;
    };
    void ask().then((groups) => {
      if (!isStale) setFound({ query: wanted, groups, hits: groups.flatMap(({ hits }) => hits) });
    });
    return () => {
      isStale = true;
    };
  }, [wanted, directory, context, state]);
  return { state, found, isWaiting: found.query !== wanted };
}

/** What the grammar reads a line by, with the world as it is now. */
export function useSight(found: Found): BarSight {
  const context = useCommands();
  const language = useLanguage();
  const { directory, state } = useDirectory();
  const asked = useRef({ seq: -1, characters: '' });
  const [readings, setReadings] = useState<BarSight['readings']>(() => new Map());
  // Units report their state several times a second: the line is read anew when the world has moved.
  const seq = useLive(({ live }) => live.world.seq);
  const { client, view, map } = context;
  const layers = map()?.layers() ?? null;
  // Thousands of names: looked through once a change, and not with every position.
  if (asked.current.seq !== seq) {
    asked.current = { seq, characters: charactersOf({ world: client.live.world, layers }) };
  }
  const { characters } = asked.current;
  useEffect(() => {
    let isStale = false;
    if (state === 'waiting') return;
    void directory.readingsOf(characters).then((known) => {
      if (!isStale) setReadings(known);
    });
    return () => {
      isStale = true;
    };
  }, [characters, directory, state]);
  return {
    world: client.live.world,
    positions: client.live.positions,
    now: client.now(),
    incidentId: view.state.incidentId,
    here: pointOfSelection(client.live, view.selection, null),
    layers,
    found: found.query === '' ? null : found,
    readings,
    language,
    may: (kind) => maySend(context, kind),
    hasReviews: context.machine.openReview !== null,
  };
}

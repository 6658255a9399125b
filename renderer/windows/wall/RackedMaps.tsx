import { useLayoutEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { RegionGuard } from '../../panels/wall/RegionGuard.tsx';
import { useFollow } from '../../ui/useFollow.ts';
import type { MapContent, MapPlace, MapRack } from './mapRack.ts';
import type { WallDesk } from './startWallDesk.ts';
import { WallMap } from './WallMap.tsx';

/** Every map of the rack, wherever on the display it is. */
export function RackedMaps({ rack, desk }: { readonly rack: MapRack; readonly desk: WallDesk }) {
  const maps = useFollow(rack.changes, () => rack.maps);
  return maps.map(({ id, host, content, isShown }) => {
    const fail = () => rack.fail(id);
    return createPortal(
      <RegionGuard onFailed={fail}>
        <WallMap desk={desk} content={content} isShown={isShown} onFailed={fail} />
      </RegionGuard>,
      host,
      `${id}`,
    );
  });
}

/** Where one of them stands. */
export function MapHere({ rack, content }: { readonly rack: MapRack; readonly content: MapContent }) {
  const here = useRef<HTMLDivElement>(null);
  const place = useRef<MapPlace | null>(null);
  const first = useRef(content);
  useLayoutEffect(() => {
    const put = rack.put(here.current as HTMLDivElement, first.current);
    place.current = put;
    return () => put.dispose();
  }, [rack]);
  useLayoutEffect(() => place.current?.show(content), [content]);
  return <div className="wall-map__place" ref={here} />;
}

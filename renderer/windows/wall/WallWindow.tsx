import { useMemo, useState } from 'react';
import { BreakIn } from '../../panels/breakIn/BreakIn.tsx';
import { DeskProvider } from '../../panels/desk.tsx';
import { WallCanvas, type WallPictures } from '../../panels/wall/WallCanvas.tsx';
import { MapRack } from './mapRack.ts';
import { MapHere, RackedMaps } from './RackedMaps.tsx';
import type { readDisplay } from './readDisplay.ts';
import type { WallDesk } from './startWallDesk.ts';
import { WallVideo } from './WallVideo.tsx';

export function WallWindow({
  desk,
  display,
}: {
  readonly desk: WallDesk;
  readonly display: ReturnType<typeof readDisplay>;
}) {
  const [rack] = useState(() => new MapRack());
  const pictures = useMemo(
    (): WallPictures => ({
      map: (content) => <MapHere rack={rack} content={content} />,
      video: (content) => <WallVideo content={content} />,
    }),
    [rack],
  );
  return (
    <DeskProvider desk={desk}>
      <WallCanvas
        displayId={display.displayId}
        pictures={pictures}
        onPainted={(count, presetId) => desk.tellPainted(count, { ...display, presetId })}
      />
      <RackedMaps rack={rack} desk={desk} />
      <BreakIn isWall />
    </DeskProvider>
  );
}

import { useMemo } from 'react';
import { BreakIn } from '../../panels/breakIn/BreakIn.tsx';
import { DeskProvider } from '../../panels/desk.tsx';
import { WallCanvas, type WallPictures } from '../../panels/wall/WallCanvas.tsx';
import type { readDisplay } from './readDisplay.ts';
import type { WallDesk } from './startWallDesk.ts';
import { WallMap } from './WallMap.tsx';
import { WallVideo } from './WallVideo.tsx';

export function WallWindow({
  desk,
  display,
}: {
  readonly desk: WallDesk;
  readonly display: ReturnType<typeof readDisplay>;
}) {
  const pictures = useMemo(
    (): WallPictures => ({
      map: (content) => <WallMap desk={desk} content={content} />,
      video: (content) => <WallVideo content={content} />,
    }),
    [desk],
  );
  return (
    <DeskProvider desk={desk}>
      <WallCanvas
        displayId={display.displayId}
        pictures={pictures}
        onPainted={(count, presetId) => desk.tellPainted(count, { ...display, presetId })}
      />
      <BreakIn isWall />
    </DeskProvider>
  );
}

import { type CSSProperties, type ReactNode, useEffect } from 'react';
import type { WallContent } from '#shared/domain/wallRegion.ts';
import type { StandingRegion } from '#shared/domain/wallStands.ts';
import { useLanguage, useNow, useText } from '../desk.tsx';
import { DrillMark } from './DrillMark.tsx';
import { PaintBeacon } from './PaintBeacon.tsx';
import { pixelShift } from './pixelShift.ts';
import { RegionFrame } from './RegionFrame.tsx';
import { REGION_VIEWS } from './regions/registry.ts';
import { StaleBand } from './StaleBand.tsx';
import { useStanding } from './useStanding.ts';
import './wall.css';
import './queue.css';
import './incident.css';
import './day.css';
import './figures.css';
import './pictures.css';

/** What a panel cannot draw: the window hands them in. */
export interface WallPictures {
  readonly map: (content: Extract<WallContent, { kind: 'map' }>) => ReactNode;
  readonly video: (content: Extract<WallContent, { kind: 'video' }>) => ReactNode;
}

/** One display, as whatStands says. Nothing here can be clicked. */
export function WallCanvas({
  displayId,
  pictures,
  onPainted,
}: {
  readonly displayId: string;
  readonly pictures: WallPictures;
  /** Once a second, when the frame with beat `count` is out. */
  readonly onPainted: (count: number, presetId: string) => void;
}) {
  const standing = useStanding(displayId);
  const { preset, regions, by } = standing;
  const { x, y } = pixelShift(useNow());
  usePageWords();
  const grid = {
    gridTemplateColumns: `repeat(${preset.columns}, minmax(0, 1fr))`,
    gridTemplateRows: `repeat(${preset.rows}, minmax(0, 1fr))`,
    transform: `translate(${x}px, ${y}px)`,
  };
  return (
    <main className="wall" data-testid="wall" data-display={displayId} data-preset={preset.id} data-by={by}>
      <div className="wall__grid" style={grid}>
        {regions.map((region) => (
          // The same cameras go on where another preset has them too: opened anew they would be away for seconds.
          <RegionFrame key={`${region.id} ${region.content.kind}`} region={region} place={placeOf(region)}>
            {drawn(region.content, pictures)}
          </RegionFrame>
        ))}
      </div>
      <StaleBand />
      <DrillMark />
      <PaintBeacon onPainted={(count) => onPainted(count, preset.id)} />
    </main>
  );
}

function drawn(content: WallContent, pictures: WallPictures): ReactNode {
  if (content.kind === 'map') return pictures.map(content);
  if (content.kind === 'video') return pictures.video(content);
  if (content.kind === 'incident') {
    const View = REGION_VIEWS.incident;
    return <View incidentId={content.incidentId} />;
  }
  const View = REGION_VIEWS[content.kind];
  return <View />;
}

const placeOf = ({ column, row, columns, rows }: StandingRegion): CSSProperties => ({
  gridColumn: `${column + 1} / span ${columns}`,
  gridRow: `${row + 1} / span ${rows}`,
});

/** The page says its language to the browser and its name to whoever cannot see it. */
function usePageWords(): void {
  const language = useLanguage();
  const { pageTitle } = useText().wallPage;
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = pageTitle;
  }, [language, pageTitle]);
}

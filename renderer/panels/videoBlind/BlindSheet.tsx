import { formatAgo } from '#shared/text/time.ts';
import type { BlindReport } from '#shared/wire/video.ts';
import { Button } from '../../ui/Button.tsx';
import { Meter } from '../../ui/Meter.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { useBlindView, useCommands, useLanguage, useNow, useText, useView } from '../desk.tsx';
import { SeenGrids } from './SeenGrids.tsx';
import { UnseenPlaces } from './UnseenPlaces.tsx';
import './blind.css';

/** Which ground and which key places no camera sees; every row is shown on the map. */
export function BlindSheet() {
  const { view } = useCommands();
  const text = useText();
  const say = text.blindSpots;
  const { state, report } = useBlindView();
  const isShown = useView(({ gridMeasure }) => gridMeasure === 'seen');
  return (
    <Sheet
      title={say.title}
      closeLabel={text.commands.title['view.dismiss']}
      onClose={() => view.change({ sheet: null })}
      testId="blind-sheet"
      tools={
        <Button
          aria-pressed={isShown}
          onClick={() => view.change(isShown ? { gridMeasure: null } : { gridMeasure: 'seen', sheet: null })}
          data-testid="blind-columns"
        >
          {isShown ? say.hideColumns : say.showColumns}
        </Button>
      }
    >
      <div className="blind">
        {report === null ? (
          <p className={state === 'failed' ? 'is-warn' : 'empty'} role="status" data-testid="blind-state">
            {state === 'failed' ? say.failed : state === 'asking' ? say.asking : say.working}
          </p>
        ) : (
          <>
            {state === 'working' && <p role="status">{say.reworking}</p>}
            {state === 'failed' && (
              <p className="is-warn" role="status">
                {say.failedSince}
              </p>
            )}
            <Whole report={report} />
            <div className="blind__lists">
              <UnseenPlaces places={report.unseenPlaces} />
              <SeenGrids grids={report.grids} />
            </div>
          </>
        )}
      </div>
    </Sheet>
  );
}

function Whole({ report: { seenShare, cameras, computedAt } }: { readonly report: BlindReport }) {
  const say = useText().blindSpots;
  const language = useLanguage();
  const now = useNow();
  return (
    <section className="blind__whole" aria-label={say.seenGround}>
      {cameras === 0 && <p className="is-warn">{say.noCameras}</p>}
      {seenShare !== null && (
        <Meter
          name={say.seenGround}
          share={seenShare}
          aside={`${say.ofCameras(cameras)} · ${say.computed(formatAgo(Math.max(0, now - computedAt), language))}`}
          look="var(--selected-line)"
        />
      )}
      <p className="blind__method">{say.method}</p>
    </section>
  );
}

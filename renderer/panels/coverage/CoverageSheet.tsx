import { commandOf, runCommand } from '../../commands/registry.ts';
import { Button } from '../../ui/Button.tsx';
import { Sheet } from '../../ui/Sheet.tsx';
import { useCommands, useLive, useText, useView } from '../desk.tsx';
import { keyLabel } from '../keyLabel.ts';
import { BandReadout } from './BandReadout.tsx';
import { CoverageInputsList } from './CoverageInputsList.tsx';
import './coverage.css';

/** How far the free and fresh units reach in the limits of the profile, what is out of reach, and what it was made from. */
export function CoverageSheet() {
  const context = useCommands();
  const { view } = context;
  const text = useText();
  const coverage = useLive(({ live }) => live.coverage);
  const isLive = useLive((client) => client.connection.state === 'live');
  const isShown = useView((state) => state.showsCoverage);
  const say = text.coverage;
  const command = commandOf('map.coverage');
  return (
    <Sheet
      title={say.title}
      closeLabel={text.commands.title['view.dismiss']}
      onClose={() => view.change({ sheet: null })}
      testId="coverage-sheet"
      tools={
        <Button
          aria-pressed={isShown}
          keyLabel={keyLabel(command.keys[0] ?? '', text)}
          onClick={() => runCommand(context, 'map.coverage')}
          data-testid="coverage-show"
        >
          {isShown ? say.hideRoads : say.showRoads}
        </Button>
      }
    >
      <div className="coverage">
        {!isLive && <p className="coverage__state is-warn">{say.offline}</p>}
        {coverage?.state === 'unavailable' && (
          <p className="coverage__state is-warn" role="status" data-testid="coverage-unavailable">
            {say.unavailable}
          </p>
        )}
        {(coverage === null || coverage.state === 'starting') && <p className="empty">{say.starting}</p>}
        {coverage?.state === 'ready' && (
          <>
            <CoverageInputsList report={coverage.report} />
            <div className="coverage__bands">
              {coverage.report.bands.map((band, index) => (
                <BandReadout key={band.seconds} band={band} index={index} roadM={coverage.report.roadM} />
              ))}
            </div>
          </>
        )}
      </div>
    </Sheet>
  );
}

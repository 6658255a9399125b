import { useState } from 'react';
import type { PackReport } from '#shared/wire/sceneReport.ts';
import { Button } from '../../../ui/Button.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useCommands, useLanguage, useText } from '../../desk.tsx';
import { half } from '../halves.ts';
import { LayerTable } from '../Inspection.tsx';
import { ProblemList } from '../ProblemList.tsx';
import { useLibrary, useScenes } from '../useScenes.ts';

/** The report a person signs off: findings on the map and as a list, roads to look at, what was left out and why. */
export function CheckStep() {
  const library = useLibrary();
  const say = useText().scenes;
  const prepared = useScenes((state) => state.prepared);
  const isBusy = useScenes(({ scenes }) => scenes?.job != null);
  const [isAccepted, setAccepted] = useState(false);
  if (!prepared) return null;
  const { report, layers } = prepared;
  const { problems, counts } = report.topology;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const may = (total === 0 || isAccepted) && !isBusy;
  return (
    <div className="pack-step pack-step--check" data-testid="scene-report">
      <Section
        title={total === 0 ? say.clean : say.problems(total)}
        aside={total > 0 && <span className="pack-hint">{say.onMap}</span>}
      >
        {total > 0 && <ProblemList problems={problems} counts={counts} />}
      </Section>
      <Warnings report={report} />
      {report.roads && <Roads roads={report.roads} />}
      <Section title={say.layersTitle}>
        <LayerTable layers={layers} />
      </Section>
      <LeftOut report={report} />
      <div className="pack-foot">
        {total > 0 && (
          <label className="pack-check pack-foot__grow">
            <input
              type="checkbox"
              checked={isAccepted}
              onChange={({ target }) => setAccepted(target.checked)}
              data-testid="scene-accept"
            />
            {say.accept}
          </label>
        )}
        <Button
          disabled={isBusy}
          onClick={() => void library.discard().then(() => library.change({ step: 'crs' }))}
          data-testid="scene-back"
        >
          {say.back}
        </Button>
        <Button disabled={!may} onClick={() => void library.install(false)} data-testid="scene-install-later">
          {say.installLater}
        </Button>
        <Button
          look="primary"
          disabled={!may}
          onClick={() => void library.install(true)}
          data-testid="scene-install-now"
        >
          {say.installNow}
        </Button>
      </div>
    </div>
  );
}

function Warnings({ report }: { readonly report: PackReport }) {
  const say = useText().scenes;
  const language = useLanguage();
  if (report.warnings.length === 0) return null;
  return (
    <Section title={say.warnings}>
      <ul className="pack-plain">
        {report.warnings.map((warning) => (
          <li key={warning} className="selectable">
            {half(warning, language)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Roads({ roads }: { readonly roads: NonNullable<PackReport['roads']> }) {
  const { map } = useCommands();
  const say = useText().scenes;
  return (
    <Section title={say.roads}>
      <p>{say.roadFacts(roads)}</p>
      <ul className="pack-plain">
        {roads.routes.map(({ from, streets, routeM, straightM }) => (
          <li key={`${from}`}>
            <button type="button" className="pack-link" onClick={() => map()?.flyTo({ lon: from[0], lat: from[1] })}>
              {say.route(
                streets.slice(0, 4).join(' → ') || `${from[0].toFixed(4)}, ${from[1].toFixed(4)}`,
                routeM,
                straightM,
              )}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function LeftOut({ report }: { readonly report: PackReport }) {
  const say = useText().scenes;
  const language = useLanguage();
  return (
    <Section title={say.dropped}>
      <ul className="pack-plain" data-testid="scene-dropped">
        {report.layers.map(({ id, kept, dropped }) => (
          <li key={id}>
            {say.role[id]}：{say.kept(kept)}
            {dropped.map(({ reason, count }) => `；${say.droppedReason[reason] ?? reason} × ${count}`).join('')}
          </li>
        ))}
        {report.skipped.map(({ from, reason }) => (
          <li key={from} className="selectable">
            {half(reason, language)}
          </li>
        ))}
      </ul>
    </Section>
  );
}

import { useRef, useState } from 'react';
import type { Problem } from '#shared/kit/result.ts';
import { refusalSentence } from '#shared/text/refusals.ts';
import { formatClockSpan } from '#shared/text/time.ts';
import type { ScenarioEntry } from '#shared/wire/drill.ts';
import { SCENARIO_BYTES, SCENARIO_SUFFIX, type Scenario } from '#shared/wire/scenario.ts';
import type { CoreFault } from '../../live/askCore.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { SideList, SideRow, SideRows } from '../../ui/SideList.tsx';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useLanguage, useText } from '../desk.tsx';
import { useDirector, useDirectorView, usePick, useScenarios } from './director.tsx';
import { emptyScenario } from './editor/scenarioDraft.ts';
import { ProblemList } from './ProblemList.tsx';
import { ScenarioPane } from './ScenarioPane.tsx';
import { readScenarioFile } from './scenarioFile.ts';
import './library.css';

/** How the last import went. `replaces`: an own one of that id says something else. */
type Imported =
  | { readonly kind: 'done'; readonly scenario: Scenario }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'bad'; readonly problems: readonly Problem[] }
  | { readonly kind: 'refused'; readonly fault: CoreFault }
  | { readonly kind: 'replaces'; readonly scenario: Scenario };

/** Every scenario of the station, and the chosen one with what it takes to launch it. */
export function Library() {
  const { director: text } = useText();
  const { view, feed } = useDirector();
  const entries = useScenarios();
  const chosenId = useDirectorView((state) => state.scenarioId);
  const [imported, setImported] = useState<Imported | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const list = useListKeys('.side-row', { chooses: true });
  if (entries === null) return <p className="empty">{text.reading}</p>;
  const chosen = entries.find(({ id }) => id === chosenId) ?? entries[0];
  const keep = async (scenario: Scenario) => {
    const answer = await feed.keep(scenario);
    setImported(answer.ok ? { kind: 'done', scenario } : { kind: 'refused', fault: answer.failure });
    if (answer.ok) view.change({ scenarioId: scenario.id });
  };
  const take = async (file: File | undefined) => {
    if (!file) return;
    const read = await readScenarioFile(file);
    if (!read.ok) {
      const { code, problems = [] } = read.failure;
      return setImported(code === 'tooLarge' ? { kind: 'tooLarge' } : { kind: 'bad', problems });
    }
    const own = entries.find(({ id, source }) => id === read.value.id && source === 'own');
    if (own) setImported({ kind: 'replaces', scenario: read.value });
    else await keep(read.value);
  };
  return (
    <div className="library" data-testid="library">
      <SideList
        label={text.library}
        paneKey={chosen?.id ?? ''}
        rows={
          <>
            <div className="library__tools">
              <Button
                onClick={() =>
                  view.change({ editing: { scenario: emptyScenario(entries.map(({ id }) => id)), isNew: true } })
                }
                data-testid="scenario-new"
              >
                {text.newOne}
              </Button>
              <Button onClick={() => picker.current?.click()} data-testid="scenario-import">
                {text.importFile}
              </Button>
              <input
                ref={picker}
                type="file"
                hidden
                aria-label={text.importFile}
                accept={`.json,${SCENARIO_SUFFIX},application/json`}
                onChange={({ target }) => {
                  void take(target.files?.[0]);
                  target.value = '';
                }}
                data-testid="scenario-file"
              />
            </div>
            {imported && <ImportSaid imported={imported} onReplace={keep} />}
            <SideRows ref={list}>
              {entries.map((entry) => (
                <li key={entry.id}>
                  <Row
                    entry={entry}
                    isChosen={entry.id === chosen?.id}
                    onChoose={() => view.change({ scenarioId: entry.id })}
                  />
                </li>
              ))}
            </SideRows>
          </>
        }
      >
        {chosen ? <ScenarioPane key={chosen.hash} entry={chosen} /> : <p className="empty">{text.choose}</p>}
      </SideList>
    </div>
  );
}

function Row({
  entry,
  isChosen,
  onChoose,
}: {
  readonly entry: ScenarioEntry;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const { director: text } = useText();
  const say = usePick();
  const { id, title, source, lengthSeconds, injects, points, misfits } = entry;
  return (
    <SideRow isChosen={isChosen} onClick={onChoose} className="library-row" data-testid={`scenario-${id}`}>
      <strong className="library-row__title ellipsis">{say(title)}</strong>
      {misfits.length > 0 ? (
        <Badge tone="warn">{text.misfits(misfits.length)}</Badge>
      ) : (
        <Badge tone={source === 'own' ? 'info' : 'neutral'}>{text.source[source]}</Badge>
      )}
      <span className="library-row__facts">
        {[formatClockSpan(lengthSeconds * 1_000), text.injectCount(injects), text.pointCount(points)].join(' · ')}
      </span>
    </SideRow>
  );
}

function ImportSaid({
  imported,
  onReplace,
}: {
  readonly imported: Imported;
  readonly onReplace: (scenario: Scenario) => Promise<void>;
}) {
  const { director: text } = useText();
  const language = useLanguage();
  const say = usePick();
  return (
    <div className="library__said" role="status" data-testid="import-said" data-kind={imported.kind}>
      {imported.kind === 'done' && <p className="is-good">{text.imported(say(imported.scenario.title))}</p>}
      {imported.kind === 'tooLarge' && <p className="is-bad">{text.tooLarge(3 * SCENARIO_BYTES)}</p>}
      {imported.kind === 'refused' && <p className="is-bad">{refusalSentence(imported.fault, language)}</p>}
      {imported.kind === 'bad' && (
        <>
          <p className="is-bad">{text.importBad}</p>
          <ProblemList problems={imported.problems} />
        </>
      )}
      {imported.kind === 'replaces' && (
        <>
          <p>{text.importReplaces(imported.scenario.id)}</p>
          <Button onClick={() => void onReplace(imported.scenario)} data-testid="import-replace">
            {text.replace}
          </Button>
        </>
      )}
    </div>
  );
}

import { useState } from 'react';
import { ACT_NAMES, SCENARIO_ROLE_NAMES, whenWords } from '#shared/text/directorScript.ts';
import { refusalSentence } from '#shared/text/refusals.ts';
import { formatClockSpan } from '#shared/text/time.ts';
import type { ScenarioEntry } from '#shared/wire/drill.ts';
import type { Scenario } from '#shared/wire/scenario.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { useLanguage, useText } from '../desk.tsx';
import { useDirector, usePick, useScenarios } from './director.tsx';
import { copyOf } from './editor/scenarioDraft.ts';
import { LaunchForm } from './LaunchForm.tsx';
import { ProblemList } from './ProblemList.tsx';
import { downloadScenario } from './scenarioFile.ts';
import { orderedInjects } from './scriptRows.ts';
import { useScenario } from './useScenario.ts';

/** One scenario before it is played: the situation, what will happen, who plays, and whether it can be played here. */
export function ScenarioPane({ entry }: { readonly entry: ScenarioEntry }) {
  const { director: text } = useText();
  const say = usePick();
  const scenario = useScenario(entry.id, entry.hash);
  return (
    <article className="scenario" data-testid="scenario-pane" data-id={entry.id} data-hash={entry.hash}>
      <header className="scenario__head">
        <div>
          <h2>{say(entry.title)}</h2>
          <p>
            {[
              formatClockSpan(entry.lengthSeconds * 1_000),
              text.injectCount(entry.injects),
              text.expectedCount(entry.expected),
              text.pointCount(entry.points),
            ].join(' · ')}
          </p>
        </div>
        <Badge tone={entry.misfits.length > 0 ? 'warn' : 'good'}>
          {entry.misfits.length > 0 ? text.misfits(entry.misfits.length) : text.fits}
        </Badge>
      </header>
      {entry.misfits.length > 0 && (
        <div className="scenario__misfits" data-testid="misfits">
          <p className="is-bad">{text.misfitsTitle}</p>
          <ProblemList problems={entry.misfits} />
        </div>
      )}
      <LaunchForm entry={entry} scenario={scenario} />
      <Tools entry={entry} scenario={scenario} />
      <Section title={text.story}>
        <p className="scenario__story selectable">{say(entry.story)}</p>
      </Section>
      {scenario && <Outline scenario={scenario} />}
    </article>
  );
}

function Outline({ scenario }: { readonly scenario: Scenario }) {
  const { director: text } = useText();
  const say = usePick();
  const titleOf = (id: string) => scenario.injects.find((each) => each.id === id)?.title ?? { zh: id, en: id };
  return (
    <>
      <Section title={text.outline}>
        <ol className="outline">
          {orderedInjects(scenario).map(({ id, when, title, act }) => (
            <li key={id}>
              <span className="outline__when">{say(whenWords(when, titleOf))}</span>
              <span className="outline__title">{say(title)}</span>
              <span className="outline__act">{say(ACT_NAMES[act.do])}</span>
            </li>
          ))}
        </ol>
      </Section>
      <Section title={text.rolesTitle}>
        {scenario.roles.length === 0 && <p className="empty">{text.rolesNone}</p>}
        <ul className="outline">
          {scenario.roles.map(({ id, role, name, task }) => (
            <li key={id}>
              <span className="outline__when">{say(SCENARIO_ROLE_NAMES[role])}</span>
              <span className="outline__title">
                {say(name)}: {say(task)}
              </span>
            </li>
          ))}
        </ul>
        <p className="field__hint">{text.field[scenario.field]}</p>
      </Section>
    </>
  );
}

function Tools({ entry, scenario }: { readonly entry: ScenarioEntry; readonly scenario: Scenario | null }) {
  const { director: text } = useText();
  const language = useLanguage();
  const { view, feed } = useDirector();
  const entries = useScenarios() ?? [];
  const [isSure, setSure] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const isOwn = entry.source === 'own';
  const remove = async () => {
    if (!isSure) return setSure(true);
    const answer = await feed.remove(entry.id);
    setRefused(answer.ok ? null : refusalSentence(answer.failure, language));
  };
  const edit = (edited: Scenario, isNew: boolean) => view.change({ editing: { scenario: edited, isNew } });
  return (
    <div className="scenario__tools">
      {isOwn && (
        <Button disabled={!scenario} onClick={() => scenario && edit(scenario, false)} data-testid="scenario-edit">
          {text.edit}
        </Button>
      )}
      <Button
        disabled={!scenario}
        onClick={() =>
          scenario &&
          edit(
            copyOf(
              scenario,
              entries.map(({ id }) => id),
            ),
            true,
          )
        }
        data-testid="scenario-copy"
      >
        {text.copy}
      </Button>
      <Button disabled={!scenario} onClick={() => scenario && downloadScenario(scenario)} data-testid="scenario-export">
        {text.exportFile}
      </Button>
      {isOwn && (
        <Button look="danger" onClick={() => void remove()} data-testid="scenario-remove">
          {isSure ? text.removeSure : text.remove}
        </Button>
      )}
      {refused !== null && <span className="is-bad">{refused}</span>}
    </div>
  );
}

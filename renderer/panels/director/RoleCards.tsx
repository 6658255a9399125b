import { useState } from 'react';
import { SCENARIO_ROLE_NAMES } from '#shared/text/directorScript.ts';
import { formatClockSpan } from '#shared/text/time.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/form/SelectField.tsx';
import { useCommands, useLanguage, useText } from '../desk.tsx';
import { useDirector, useDirectorView, useDrill, usePick, useReport, useScenarios } from './director.tsx';
import { type RoleCard, roleCards } from './roleCards.ts';
import { roleCardsPage } from './roleCardsPage.ts';
import { useScenario } from './useScenario.ts';
import './roleCards.css';

/** Cards to be handed out: on the screen, and on paper. */
export function RoleCards() {
  const { director: text } = useText();
  const say = usePick();
  const { view } = useDirector();
  const entries = useScenarios() ?? [];
  const drill = useDrill();
  const chosenId = useDirectorView((state) => state.scenarioId);
  const played = useReport()?.script?.scenario ?? null;
  const wanted = chosenId ?? drill?.scenarioId ?? entries[0]?.id;
  const entry = entries.find(({ id }) => id === wanted);
  const read = useScenario(entry?.id, entry?.hash);
  // As it was launched, where that is what is shown.
  const scenario = played?.id === wanted ? played : read;
  return (
    <div className="role-cards" data-testid="role-cards">
      <header className="role-cards__head">
        <SelectField
          label={text.rolesPick}
          options={entries.map(({ id, title }) => ({ value: id, name: say(title) }))}
          value={wanted ?? ''}
          onChange={(scenarioId) => view.change({ scenarioId })}
        />
        {scenario && <PrintCards title={text.rolesOf(say(scenario.title))} cards={roleCards(scenario)} />}
      </header>
      <div className="role-cards__all">
        {scenario?.roles.length === 0 && <p className="empty">{text.rolesNone}</p>}
        {scenario && roleCards(scenario).map((card) => <Card key={card.role.id} card={card} />)}
      </div>
    </div>
  );
}

function Card({ card: { role, lines, expected } }: { readonly card: RoleCard }) {
  const { director: text } = useText();
  const say = usePick();
  return (
    <article className="role-card" data-testid={`role-${role.id}`}>
      <header>
        <h3>{say(role.name)}</h3>
        <span>{say(SCENARIO_ROLE_NAMES[role.role])}</span>
      </header>
      <p>{say(role.task)}</p>
      <h4>{text.cardLines}</h4>
      {lines.length === 0 && <p className="field__hint">{text.cardNothing}</p>}
      <ol>
        {lines.map(({ injectId, when, title, words }) => (
          <li key={injectId}>
            <span className="role-card__when">{say(when)}</span>
            <strong>{say(title)}</strong>
            {words && <blockquote>{say(words)}</blockquote>}
          </li>
        ))}
      </ol>
      {expected.length > 0 && (
        <>
          <h4>{text.cardExpected}</h4>
          <ul>
            {expected.map(({ id, what, withinSeconds }) => (
              <li key={id}>
                {say(what)} · {text.limit(formatClockSpan(withinSeconds * 1_000))}
              </li>
            ))}
          </ul>
        </>
      )}
    </article>
  );
}

function PrintCards({ title, cards }: { readonly title: string; readonly cards: readonly RoleCard[] }) {
  const { director: text } = useText();
  const language = useLanguage();
  const { machine } = useCommands();
  const [said, setSaid] = useState<string | null>(null);
  const { printPage } = machine;
  if (!printPage) return null;
  const print = async (to: 'pdf' | 'printer') => {
    const result = await printPage({ html: roleCardsPage(title, cards, language), name: title, to });
    setSaid(
      result.state === 'failed' ? text.printFailed(result.reason) : result.state === 'done' ? text.printed : null,
    );
  };
  return (
    <div className="role-cards__print">
      <Button onClick={() => void print('printer')}>{text.print}</Button>
      <Button onClick={() => void print('pdf')} data-testid="roles-pdf">
        {text.printPdf}
      </Button>
      {said && <span role="status">{said}</span>}
    </div>
  );
}

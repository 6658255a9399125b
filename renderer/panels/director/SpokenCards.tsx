import { spokenWords } from '#shared/text/directorScript.ts';
import { formatCountdown } from '#shared/text/time.ts';
import { Button } from '../../ui/Button.tsx';
import { useNow, useText } from '../desk.tsx';
import { useDirector, useDirectorView, usePick, useReport } from './director.tsx';
import { spokenDue } from './directorKeys.ts';
import { secondsLeft } from './drillTime.ts';
import { roleOf } from './scriptRows.ts';

/** Announced so long before it has to be said, so that the role player is ready. */
const SOON_SECONDS = 45;

/** Words somebody has to say aloud: those that are due, until they are passed on, and the next ones coming. */
export function SpokenCards() {
  const { director: text } = useText();
  const say = usePick();
  const { feed, view } = useDirector();
  const report = useReport();
  const spoken = useDirectorView((state) => state.spoken);
  const now = useNow();
  const script = report?.script;
  if (!report || !script || report.drill?.phase === 'ended') return null;
  const due = spokenDue(feed, view);
  const nameOf = (injectId: string) => {
    const found = script.scenario.injects.find(({ id }) => id === injectId);
    const role = roleOf(script.scenario, found?.role);
    return role ? say(role.name) : text.speakDirector;
  };
  const wordsOf = (injectId: string) => {
    const found = script.scenario.injects.find(({ id }) => id === injectId);
    const words = found && spokenWords(found.act);
    return words ? say(words) : null;
  };
  const soon = script.next.flatMap(({ injectId }) => {
    const line = script.lines.find((each) => each.injectId === injectId);
    const left = line && line.state === 'waiting' ? secondsLeft(line, report, now) : null;
    const words = wordsOf(injectId);
    return left !== null && left <= SOON_SECONDS && words !== null ? [{ injectId, left, words }] : [];
  });
  return (
    <div className="spoken" aria-live="polite">
      {due.map((key) => {
        const [injectId = ''] = key.split('@');
        return (
          <div key={key} className="spoken__card spoken__card--now" data-testid={`spoken-${injectId}`}>
            <strong>{text.speak(nameOf(injectId))}</strong>
            <p>{wordsOf(injectId)}</p>
            <Button keyLabel="W" onClick={() => view.change({ spoken: new Set([...spoken, key]) })}>
              {text.spoken}
            </Button>
          </div>
        );
      })}
      {soon.map(({ injectId, left, words }) => (
        <div key={injectId} className="spoken__card">
          <strong>{text.speakSoon(nameOf(injectId), formatCountdown(left * 1_000))}</strong>
          <p>{words}</p>
        </div>
      ))}
    </div>
  );
}

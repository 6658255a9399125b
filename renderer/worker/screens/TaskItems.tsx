import { useState } from 'react';
import { ITEM_RESULTS, type ItemResult } from '#shared/domain/task.ts';
import { pick } from '#shared/text/language.ts';
import type { ShownTask } from '../outbox/shown.ts';
import { usePhone, usePhoneState, useText } from '../phoneContext.ts';
import { Sheet } from '../ui/Sheet.tsx';

const TONE: Record<ItemResult, string> = { passed: 'tag--good', hazard: 'tag--bad', notApplicable: '' };
const MARK: Record<ItemResult, string> = { passed: '✓', hazard: '!', notApplicable: '–' };

/** What must not be left out; one touch each, and a hazard needs its words. */
export function TaskItems({ task, isRunning }: { readonly task: ShownTask; readonly isRunning: boolean }) {
  const { phone } = usePhone();
  const { language } = usePhoneState();
  const say = useText().tasks;
  const [hazardOf, setHazardOf] = useState<string | null>(null);
  const record = (itemId: string, result: ItemResult, extra: object = {}) =>
    phone.command('task.item', { taskId: task.taskId, itemId, result, doneAt: phone.now(), ...extra });
  return (
    <section>
      <h2>{say.items}</h2>
      <ol className="rows">
        {task.items.map((item) => (
          <li key={item.id} className="row" data-testid={`item-${item.id}`} data-result={item.result ?? ''}>
            <span>
              {pick(item, language)}
              {item.result && (
                <span className={`tag ${TONE[item.result]}`}>
                  {MARK[item.result]} {say.result[item.result]}
                </span>
              )}
            </span>
            {item.text && <span className="row__faint">{item.text}</span>}
            {item.result !== 'hazard' && isRunning && (
              <span className="pair">
                {ITEM_RESULTS.map((result) => (
                  <button
                    key={result}
                    type="button"
                    className="big"
                    aria-pressed={item.result === result}
                    onClick={() => (result === 'hazard' ? setHazardOf(item.id) : record(item.id, result))}
                    data-testid={`result-${result}`}
                  >
                    {say.result[result]}
                  </button>
                ))}
              </span>
            )}
          </li>
        ))}
      </ol>
      {hazardOf && (
        <HazardSheet
          onHazard={(words, isUrgent) => {
            record(hazardOf, 'hazard', { text: words, isUrgent });
            setHazardOf(null);
          }}
          onClose={() => setHazardOf(null)}
        />
      )}
    </section>
  );
}

interface HazardSheetProps {
  readonly onHazard: (words: string, isUrgent: boolean) => void;
  readonly onClose: () => void;
}

const LONGEST = 300;

function HazardSheet({ onHazard, onClose }: HazardSheetProps) {
  const text = useText();
  const [words, setWords] = useState('');
  const [isUrgent, setUrgent] = useState(false);
  return (
    <Sheet title={text.tasks.hazardWords} onClose={onClose}>
      <textarea
        className="input"
        rows={3}
        value={words}
        maxLength={LONGEST}
        aria-label={text.tasks.hazardWords}
        onChange={({ target }) => setWords(target.value)}
        data-testid="hazard-words"
      />
      <label className="check">
        <input type="checkbox" checked={isUrgent} onChange={({ target }) => setUrgent(target.checked)} />
        {text.tasks.urgent}
      </label>
      <button
        type="button"
        className="big big--main"
        disabled={words.trim() === ''}
        onClick={() => onHazard(words.trim(), isUrgent)}
        data-testid="hazard-send"
      >
        {text.confirm.send}
      </button>
    </Sheet>
  );
}

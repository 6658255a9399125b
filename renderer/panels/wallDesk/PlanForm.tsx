import { useState } from 'react';
import { UNPLANNED } from '#shared/domain/wallPlan.ts';
import { sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { SelectField } from '../../ui/form/SelectField.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { CloseIcon } from '../../ui/icons.tsx';
import { Section } from '../../ui/Section.tsx';
import { useCommands, useText, useView } from '../desk.tsx';
import { linesOf, problemOf, type RuleLevel, type ScheduleLine, scheduleOf, withRule } from './planDraft.ts';
import { usePresetName, usePresets } from './useWalls.ts';
import type { WallRow } from './wallRows.ts';

const LEVELS: readonly RuleLevel[] = [1, 2, 3, 4];
const NOTHING = '';

/** At what time which preset stands, and which one an incident brings up. */
export function PlanForm({ row: { id: displayId, display } }: { readonly row: WallRow }) {
  const context = useCommands();
  const { wallDesk: text, words } = useText();
  const presetName = usePresetName();
  const options = usePresets().map(({ id }) => ({ value: id, name: presetName(id) }));
  const [lines, setLines] = useState<readonly ScheduleLine[]>(() => linesOf(display?.schedule ?? []));
  const [rules, setRules] = useState(display?.rules ?? UNPLANNED.rules);
  const isWaiting = useView((view) => view.pending.includes('wall.plan'));
  const schedule = scheduleOf(lines);
  const change = (key: number, part: Partial<ScheduleLine>) =>
    setLines(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const save = () => {
    if (schedule && !isWaiting) void sendCommand(context, 'wall.plan', { displayId, schedule, rules });
  };
  return (
    <Form onSend={save} testId="wall-plan">
      <Section title={text.schedule}>
        <p className="wall-desk__faint">{lines.length === 0 ? text.scheduleNone : text.scheduleHint}</p>
        <ul className="wall-lines">
          {lines.map((line) => {
            const problem = problemOf(lines, line);
            return (
              <li key={line.key}>
                <TextField
                  label={text.from}
                  value={line.time}
                  onChange={(time) => change(line.key, { time })}
                  error={problem && text[problem]}
                  maxLength={5}
                  data-testid="wall-line-time"
                />
                <SelectField
                  label={text.preset}
                  options={options}
                  value={line.presetId}
                  onChange={(presetId) => change(line.key, { presetId })}
                />
                <Button
                  look="plain"
                  aria-label={text.removeLine(line.time)}
                  onClick={() => setLines(lines.filter(({ key }) => key !== line.key))}
                >
                  <CloseIcon />
                </Button>
              </li>
            );
          })}
        </ul>
        <Button
          onClick={() =>
            setLines([
              ...lines,
              { key: Math.max(0, ...lines.map(({ key }) => key + 1)), time: '', presetId: 'overview' },
            ])
          }
          data-testid="wall-line-add"
        >
          {text.addLine}
        </Button>
      </Section>
      <Section title={text.rules}>
        <p className="wall-desk__faint">{text.rulesHint}</p>
        <div className="wall-rules">
          {LEVELS.map((level) => (
            <SelectField
              key={level}
              label={text.ruleOf(words.level[level])}
              options={[{ value: NOTHING, name: text.noRule }, ...options]}
              value={rules.find((rule) => rule.level === level)?.presetId ?? NOTHING}
              onChange={(presetId) => setRules(withRule(rules, level, presetId === NOTHING ? null : presetId))}
              data-testid={`wall-rule-${level}`}
            />
          ))}
        </div>
        <Button look="primary" disabled={!schedule} isWaiting={isWaiting} onClick={save} data-testid="wall-plan-save">
          {text.savePlan}
        </Button>
      </Section>
    </Form>
  );
}

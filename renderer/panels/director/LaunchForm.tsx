import { useState } from 'react';
import type { ScenarioEntry } from '#shared/wire/drill.ts';
import type { Scenario } from '#shared/wire/scenario.ts';
import { sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { ChoiceField } from '../../ui/form/ChoiceField.tsx';
import { Form } from '../../ui/form/Form.tsx';
import { TextField } from '../../ui/form/TextField.tsx';
import { useCommands, useText, useView } from '../desk.tsx';
import { useDirector, useOpenDrill, usePick } from './director.tsx';
import { PACES } from './drillTime.ts';

const MOST_SEED = 4_294_967_295;

/** Seed and pace, as the scenario has them until the director says otherwise. */
export function LaunchForm({ entry, scenario }: { readonly entry: ScenarioEntry; readonly scenario: Scenario | null }) {
  const { director: text } = useText();
  const say = usePick();
  const commands = useCommands();
  const { view } = useDirector();
  const open = useOpenDrill();
  const isWaiting = useView(({ pending }) => pending.includes('drill.launch'));
  const [typed, setTyped] = useState<string | null>(null);
  const [chosen, setPace] = useState<number | null>(null);
  const seed = typed ?? (scenario ? String(scenario.seed) : '');
  const pace = chosen ?? scenario?.pace ?? 1;
  const isBadSeed = !/^\d{1,10}$/.test(seed.trim()) || Number(seed) > MOST_SEED;
  const mayLaunch = scenario !== null && entry.misfits.length === 0 && open === null && !isBadSeed;
  const launch = async () => {
    if (!mayLaunch || isWaiting) return;
    const outcome = await sendCommand(commands, 'drill.launch', { scenarioId: entry.id, pace, seed: Number(seed) });
    if (outcome.state === 'done') view.go('stage', { injectId: null, logOf: null, spoken: new Set() });
  };
  return (
    <Form onSend={() => void launch()} className="launch" testId="launch-form">
      <ChoiceField
        label={text.launchPace}
        layout="row"
        options={PACES.map((value) => ({ value, name: `${value}×`, testId: `launch-pace-${value}` }))}
        chosen={pace}
        onChoose={setPace}
        hint={scenario?.field === 'people' && pace !== 1 ? text.peoplePace : null}
      />
      <TextField
        label={text.seed}
        value={seed}
        onChange={setTyped}
        inputMode="numeric"
        maxLength={10}
        hint={text.seedHint}
        error={scenario && isBadSeed ? text.badSeed : null}
        className="launch__seed"
        data-testid="launch-seed"
      />
      <Button
        look="primary"
        size="big"
        disabled={!mayLaunch}
        isWaiting={isWaiting}
        onClick={() => void launch()}
        data-testid="launch"
      >
        {text.launch}
      </Button>
      {open && <p className="field__hint">{text.launchOpen(say(open.title))}</p>}
    </Form>
  );
}

import { WIZARD_STEPS } from '#shared/text/scenes.ts';
import { useText } from '../../desk.tsx';
import { useScenes } from '../useScenes.ts';
import { CheckStep } from './CheckStep.tsx';
import { ChooseStep } from './ChooseStep.tsx';
import { CrsStep } from './CrsStep.tsx';
import { DoneStep } from './DoneStep.tsx';
import { FieldsStep } from './FieldsStep.tsx';
import './wizard.css';

/** From a site's own files to a version of its scene, in five steps; each can be gone back to until it is installed. */
export function Wizard({ onList }: { readonly onList: () => void }) {
  const say = useText().scenes;
  const step = useScenes((state) => state.step);
  return (
    <div className="pack-wizard" data-testid="scene-wizard" data-step={step}>
      <ol className="pack-steps" aria-label={say.tabs.import}>
        {WIZARD_STEPS.map((one, index) => (
          <li key={one} className="pack-steps__one" aria-current={one === step ? 'step' : undefined}>
            <span className="pack-steps__number">{index + 1}</span>
            {say.steps[one]}
          </li>
        ))}
      </ol>
      {step === 'choose' && <ChooseStep />}
      {step === 'fields' && <FieldsStep />}
      {step === 'crs' && <CrsStep />}
      {step === 'check' && <CheckStep />}
      {step === 'done' && <DoneStep onList={onList} />}
    </div>
  );
}

import type { WizardStep } from '#shared/text/scenes.ts';
import { Button } from '../../../ui/Button.tsx';
import { useText } from '../../desk.tsx';
import { useLibrary, useScenes } from '../useScenes.ts';

/** Back, and on: the same place in every step. */
export function StepFoot({
  back,
  nextLabel,
  mayGoOn,
  onNext,
}: {
  readonly back: WizardStep;
  readonly nextLabel: string;
  readonly mayGoOn: boolean;
  readonly onNext: () => void;
}) {
  const library = useLibrary();
  const say = useText().scenes;
  const isBusy = useScenes(({ scenes }) => scenes?.job != null);
  return (
    <div className="pack-foot">
      <Button look="plain" disabled={isBusy} onClick={() => void library.startOver()} data-testid="scene-start-over">
        {say.startOver}
      </Button>
      <Button disabled={isBusy} onClick={() => library.change({ step: back, refusal: null })} data-testid="scene-back">
        {say.back}
      </Button>
      <Button look="primary" disabled={!mayGoOn || isBusy} onClick={onNext} data-testid="scene-next">
        {nextLabel}
      </Button>
    </div>
  );
}

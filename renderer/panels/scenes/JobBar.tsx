import { Button } from '../../ui/Button.tsx';
import { useText } from '../desk.tsx';
import { useLibrary, useScenes } from './useScenes.ts';

/** What is going on and how far it is; all but a switch can be called off, and nothing of it stays then. */
export function JobBar() {
  const library = useLibrary();
  const say = useText().scenes;
  const job = useScenes(({ scenes }) => scenes?.job ?? null);
  if (!job) return null;
  const { kind, step } = job;
  return (
    <div className="pack-job" role="status" data-testid="scene-job" data-kind={kind}>
      <span className="button__waiting" aria-hidden="true" />
      <span className="pack-job__text ellipsis">
        {say.job[kind]}
        {step && `：${say.phase[step.phase]}${step.name ? ` ${step.name}` : ''}`}
      </span>
      {step && step.total > 1 && <progress className="pack-job__bar" max={step.total} value={step.done} />}
      {kind !== 'switch' && (
        <Button onClick={() => void library.discard()} data-testid="scene-cancel">
          {say.cancel}
        </Button>
      )}
    </div>
  );
}

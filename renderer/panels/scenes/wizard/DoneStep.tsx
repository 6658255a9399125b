import { Button } from '../../../ui/Button.tsx';
import { useText } from '../../desk.tsx';
import { useLibrary, useScenes } from '../useScenes.ts';

/** It is a version now; in use, or to be used when the officer says so. */
export function DoneStep({ onList }: { readonly onList: () => void }) {
  const library = useLibrary();
  const say = useText().scenes;
  const installed = useScenes((state) => state.installed);
  const isBusy = useScenes(({ scenes }) => scenes?.job != null);
  if (!installed) return null;
  const { id, version, switched } = installed;
  return (
    <div className="pack-step pack-step--centre" role="status" data-testid="scene-done">
      <p className="pack-big">{say.installed(id, version)}</p>
      {switched?.ok && <p>{say.switched(switched.value.gapMs)}</p>}
      <div className="pack-actions">
        {!switched?.ok && (
          <Button
            look="primary"
            disabled={isBusy}
            onClick={() => void library.switchTo({ id, version })}
            data-testid="scene-switch-now"
          >
            {say.switchNow}
          </Button>
        )}
        <Button onClick={onList} data-testid="scene-to-list">
          {say.toList}
        </Button>
      </div>
      {!switched?.ok && <p className="pack-hint">{say.switchHint}</p>}
    </div>
  );
}

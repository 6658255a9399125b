import { Button } from '../../../ui/Button.tsx';
import { useText } from '../../desk.tsx';
import { useLibrary, useScenes } from '../useScenes.ts';
import { SkippedList } from './SkippedList.tsx';

/** Files come from the native dialog: the page is told names and tokens, never where they lie. */
export function ChooseStep() {
  const library = useLibrary();
  const say = useText().scenes;
  const isBusy = useScenes(({ scenes }) => scenes?.job != null);
  const look = useScenes((state) => state.look);
  return (
    <div className="pack-step pack-step--centre">
      <p className="pack-big">{say.chooseTitle}</p>
      <p className="pack-hint">{say.chooseHint}</p>
      <div className="pack-actions">
        <Button look="primary" disabled={isBusy} onClick={() => void library.choose('files')} data-testid="scene-files">
          {say.chooseFiles}
        </Button>
        <Button disabled={isBusy} onClick={() => void library.choose('folder')} data-testid="scene-folder">
          {say.chooseFolder}
        </Button>
      </div>
      <p className="pack-hint">{say.formats}</p>
      {look && look.sources.length === 0 && (
        <>
          <p className="is-bad" role="alert" data-testid="scene-nothing">
            {say.nothingFound}
          </p>
          <SkippedList skipped={look.skipped} />
        </>
      )}
    </div>
  );
}

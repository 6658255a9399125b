import type { Language } from '#shared/text/language.ts';
import { formatDate, formatTime } from '#shared/text/time.ts';
import type { SceneChoice } from '#shared/wire/scenes.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useLanguage, useText } from '../desk.tsx';
import { Inspection } from './Inspection.tsx';
import { useLibrary, useScenes } from './useScenes.ts';

/** The station's own scene and every imported version, newest first; one of them is in use. */
export function SceneList() {
  const library = useLibrary();
  const say = useText().scenes;
  const language = useLanguage();
  const keys = useListKeys('.pack-row__head button');
  const scenes = useScenes((state) => state.scenes);
  if (!scenes) return null;
  const { base, versions, canRevert, job, lastSwitch } = scenes;
  return (
    <div className="pack-list">
      {lastSwitch && (
        <p className="pack-note" role="status" data-testid="scene-switched">
          {say.switched(lastSwitch.gapMs)}
        </p>
      )}
      <ul className="pack-rows" ref={keys}>
        {versions.map(({ id, version, title, created, isDemo, isCurrent }) => (
          <Row
            key={`${id}/${version}`}
            choice={{ id, version }}
            title={title}
            line={`${say.version(id, version)} · ${say.importedAt(whenOf(created, language))}`}
            isDemo={isDemo}
            isCurrent={isCurrent}
            isBusy={job !== null}
          />
        ))}
        {base && (
          <Row
            choice={null}
            title={base.title}
            line={say.base}
            isDemo={false}
            isCurrent={base.isCurrent}
            isBusy={job !== null}
          />
        )}
      </ul>
      {versions.length === 0 && <p className="empty">{say.noVersions}</p>}
      <div className="pack-foot">
        <span className="pack-hint">{say.switchHint}</span>
        <Button disabled={!canRevert || job !== null} onClick={() => void library.revert()} data-testid="scene-revert">
          {say.revert}
        </Button>
      </div>
    </div>
  );
}

function Row({
  choice,
  title,
  line,
  isDemo,
  isCurrent,
  isBusy,
}: {
  readonly choice: SceneChoice;
  readonly title: string;
  readonly line: string;
  readonly isDemo: boolean;
  readonly isCurrent: boolean;
  readonly isBusy: boolean;
}) {
  const library = useLibrary();
  const say = useText().scenes;
  const name = choice ? `${choice.id}-${choice.version}` : 'base';
  const isShown = useScenes(
    ({ shown }) => shown !== null && shown.choice?.id === choice?.id && shown.choice?.version === choice?.version,
  );
  return (
    <li className="pack-row" data-current={isCurrent} data-testid={`scene-${name}`}>
      <div className="pack-row__head">
        <div className="pack-row__name">
          <strong className="ellipsis">{title}</strong>
          <span className="pack-row__line ellipsis">{line}</span>
        </div>
        {isCurrent && <Badge tone="good">{say.inUse}</Badge>}
        {isDemo && <Badge tone="drill">{say.demo}</Badge>}
        <Button
          look="plain"
          disabled={isBusy}
          aria-expanded={isShown}
          onClick={() => (isShown ? library.change({ shown: null }) : void library.inspect(choice, false))}
          data-testid={`scene-look-${name}`}
        >
          {say.look}
        </Button>
        <Button
          disabled={isBusy || isCurrent}
          onClick={() => void library.switchTo(choice)}
          data-testid={`scene-use-${name}`}
        >
          {say.use}
        </Button>
      </div>
      {isShown && <Inspection />}
    </li>
  );
}

/** In the clock of this desk; a pack that says nothing readable has no time. */
function whenOf(created: string, language: Language): string {
  const at = Date.parse(created);
  return Number.isNaN(at) ? '—' : `${formatDate(at, language)} ${formatTime(at)}`;
}

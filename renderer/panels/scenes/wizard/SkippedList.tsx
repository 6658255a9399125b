import { pick } from '#shared/text/language.ts';
import type { SceneLook } from '#shared/wire/scenes.ts';
import { useLanguage, useText } from '../../desk.tsx';

/** What was chosen and cannot be imported, each with its reason. */
export function SkippedList({ skipped }: { readonly skipped: SceneLook['skipped'] }) {
  const say = useText().scenes;
  const language = useLanguage();
  if (skipped.length === 0) return null;
  return (
    <div data-testid="scene-skipped">
      <p className="pack-sub">{say.skipped(skipped.length)}</p>
      <ul className="pack-plain">
        {skipped.map(({ name, said }) => (
          <li key={name} className="selectable">
            {pick(said, language)}
          </li>
        ))}
      </ul>
    </div>
  );
}

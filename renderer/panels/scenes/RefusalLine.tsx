import { pick } from '#shared/text/language.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { useLanguage, useText } from '../desk.tsx';
import { useScenes } from './useScenes.ts';

/** One clear sentence: why the last thing asked for was not done. */
export function RefusalLine() {
  const say = useText().scenes;
  const language = useLanguage();
  const refusal = useScenes((state) => state.refusal);
  if (!refusal) return null;
  const own = say.refusal[refusal.code];
  const isCancelled = refusal.code === 'cancelled';
  const sentence = own ?? pick(refusal.said, language);
  return (
    <p
      className={isCancelled ? 'pack-refusal pack-refusal--plain' : 'pack-refusal'}
      role="alert"
      data-testid="scene-refusal"
      data-code={refusal.code}
    >
      {!isCancelled && <WarningIcon />}
      <span className="selectable">{isCancelled ? sentence : say.refused(sentence)}</span>
    </p>
  );
}

import { WarningIcon } from '../../ui/icons.tsx';
import { useLive, useText } from '../desk.tsx';

/** Whoever does not lead drills, or may be trained by this one (`isTrained`), sees that one goes on, and is told why there is nothing more. */
export function NotForYou({ isTrained = false }: { readonly isTrained?: boolean }) {
  const { director: text, words } = useText();
  const role = useLive(({ live }) => live.seat?.role);
  if (role === undefined) return null;
  return (
    <section className="not-for-you" data-testid="not-directing">
      <WarningIcon />
      <h2>{isTrained ? text.scriptHidden : text.notDirecting(words.role[role])}</h2>
      <p>{isTrained ? text.scriptHiddenHint : text.notDirectingHint}</p>
    </section>
  );
}

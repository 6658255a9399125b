import { REVIEW_KEYS } from '#shared/text/reviewWindow.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { useReviewText } from './film.tsx';

export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useReviewText();
  return (
    <Dialog title={text.keys} closeLabel={text.close} onClose={onClose} testId="review-keys">
      <dl className="review-keys">
        {REVIEW_KEYS.map((id) => {
          const [keys, what] = text.keyLine[id];
          return (
            <div key={id}>
              <dt>
                <KeyCap>{keys}</KeyCap>
              </dt>
              <dd>{what}</dd>
            </div>
          );
        })}
      </dl>
    </Dialog>
  );
}

import { Dialog } from '../ui/Dialog.tsx';
import { useCommands, useText, useView } from './desk.tsx';
import { useEvidence } from './useEvidence.ts';
import './evidence.css';

/** One photo as large as the window allows. */
export function EvidenceDialog() {
  const context = useCommands();
  const text = useText();
  const dialog = useView((view) => view.dialog);
  const shown = dialog?.kind === 'evidence' ? dialog : null;
  const { fetched, url } = useEvidence(shown?.hash ?? null);
  if (!shown) return null;
  return (
    <Dialog
      title={shown.title}
      closeLabel={text.corroboration.close}
      onClose={() => context.view.change({ dialog: null })}
      isWide
      testId="evidence-large"
    >
      {url && <img className="evidence__large" src={url} alt={shown.title} />}
      {fetched && !url && <p className="empty">{text.tasks.evidenceFailed}</p>}
    </Dialog>
  );
}

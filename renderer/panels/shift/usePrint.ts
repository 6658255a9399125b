import { useState } from 'react';
import { readShiftPage } from '../../live/shiftPages.ts';
import { useCommands, useLanguage, useText } from '../desk.tsx';

/** Prints a page of the core, or keeps it as a PDF; `said` is how it went. */
export function usePrint() {
  const { client, machine } = useCommands();
  const language = useLanguage();
  const { shift: text } = useText();
  const [said, setSaid] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const print = async (kind: 'shifts' | 'hand-overs', id: string, name: string, to: 'pdf' | 'printer') => {
    setBusy(true);
    const html = await readShiftPage(client, kind, id, language);
    const result = html === null ? null : await machine.printPage?.({ html, name, to });
    setBusy(false);
    if (!result) setSaid(text.printFailed(text.readFailed));
    else if (result.state === 'failed') setSaid(text.printFailed(result.reason));
    else setSaid(result.state === 'done' ? text.printDone : null);
  };
  return { print, said, isBusy, canPrint: machine.printPage !== null };
}

import { useState } from 'react';
import { pick } from '#shared/text/language.ts';
import { saveFile } from '../../ui/saveFile.ts';
import { useCommands, useLanguage } from '../desk.tsx';
import { useFilmSession, useReviewText } from './film.tsx';

export type ReportWay = 'printer' | 'pdf' | 'html';

/** The whole review on paper or as a file, in one action; `said` is how it went. */
export function useReport() {
  const { machine } = useCommands();
  const film = useFilmSession();
  const language = useLanguage();
  const text = useReviewText();
  const [said, setSaid] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const make = async (way: ReportWay): Promise<string | null> => {
    const { subject, film: shown } = film.state;
    if (subject === null || !shown) return null;
    const html = await film.api.report(subject, language);
    if (!html.ok) return text.reportFailed(html.failure.message || text.reportUnread);
    const name = fileName(text.reportName(pick(shown.title, language)));
    if (way === 'html') {
      saveFile(new Blob([html.value], { type: 'text/html' }), `${name}.html`);
      return text.reportDone;
    }
    const result = await machine.printPage?.({ html: html.value, name, to: way });
    if (result?.state === 'failed') return text.reportFailed(result.reason);
    return result?.state === 'done' ? text.reportDone : null;
  };
  const report = async (way: ReportWay) => {
    if (isBusy) return;
    setBusy(true);
    setSaid(text.reportBusy);
    setSaid(await make(way));
    setBusy(false);
  };
  return { report, said, isBusy, canPrint: machine.printPage !== null };
}

const LONGEST_NAME = 100;

/** What no file system minds. */
const fileName = (words: string) =>
  words
    .replaceAll(/[\\/:*?"<>|\n\r\t]/g, ' ')
    .slice(0, LONGEST_NAME)
    .trim();

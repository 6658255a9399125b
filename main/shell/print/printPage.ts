/**
 * Prints a page of the core, or makes a PDF of it. The page stands in a window nobody sees, in a session of its own, without
 * script and without any request but the one for itself: whatever somebody typed into a note stays text.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BrowserWindow, dialog, session, type WebContents } from 'electron';
import type { PrintResult, PrintWish } from '#shared/wire/print.ts';
import { madeAtOf, steadyPdf } from './steadyPdf.ts';

const FOOTER =
  '<div style="width:100%;font-size:8px;text-align:center"><span class="pageNumber"></span> / <span class="totalPages"></span></div>';
/** A system that has no printer at all may never answer. */
const PRINTER_ANSWERS_MS = 120_000;

export async function printPage(wish: PrintWish, owner: BrowserWindow | null): Promise<PrintResult> {
  const folder = mkdtempSync(join(tmpdir(), 'pingan-print-'));
  const file = join(folder, 'page.html');
  const partition = session.fromPartition(`print-${Date.now()}`);
  const page = pathToFileURL(file).href;
  partition.webRequest.onBeforeRequest(({ url }, decide) => decide({ cancel: url !== page }));
  partition.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: partition,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
    },
  });
  try {
    writeFileSync(file, wish.html, { mode: 0o600 });
    await window.loadURL(page);
    return wish.to === 'pdf' ? await keepPdf(window.webContents, wish, owner) : await toPrinter(window.webContents);
  } catch (error) {
    return { state: 'failed', reason: (error as Error).message };
  } finally {
    window.destroy();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function keepPdf(
  contents: WebContents,
  { html, name }: PrintWish,
  owner: BrowserWindow | null,
): Promise<PrintResult> {
  const pdf = await contents.printToPDF({
    pageSize: 'A4',
    printBackground: true,
    preferCSSPageSize: true,
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: FOOTER,
  });
  const options = { defaultPath: `${safe(name)}.pdf`, filters: [{ name: 'PDF', extensions: ['pdf'] }] };
  const chosen = await (owner ? dialog.showSaveDialog(owner, options) : dialog.showSaveDialog(options));
  if (chosen.canceled || !chosen.filePath) return { state: 'cancelled' };
  const madeAt = madeAtOf(html);
  writeFileSync(chosen.filePath, madeAt === null ? pdf : steadyPdf(pdf, madeAt));
  return { state: 'done' };
}

function toPrinter(contents: WebContents): Promise<PrintResult> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve({ state: 'failed', reason: 'no printer answers' }), PRINTER_ANSWERS_MS);
    contents.print({ silent: false, printBackground: true }, (isDone, reason) => {
      clearTimeout(timer);
      if (isDone) resolve({ state: 'done' });
      else resolve(/cancel/i.test(reason) ? { state: 'cancelled' } : { state: 'failed', reason });
    });
  });
}

/** Nothing that means something to a file system. */
const safe = (name: string): string => name.replace(/[^\p{L}\p{N} ._-]+/gu, '-');

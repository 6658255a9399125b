/**
 * Letting something run for minutes or days and saying whether it grows: figures are read at intervals, the first third fills the caches, and
 * the lowest of the last third may not lie above the lowest of the second by more than a figure's noise, however long it ran: what is kept
 * for ever lifts the lowest too, what is about to be collected does not. A kill or Ctrl-C ends it without a verdict.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ElectronApplication } from 'playwright-core';

export interface SoakPlan<Part extends string> {
  readonly minutes: number;
  /** Of each figure, what its noise may be: more between the second and the last third is growth. */
  readonly mayGrow: Readonly<Record<Part, number>>;
  /** What is done between two looks; takes a few seconds at most. */
  readonly step: () => Promise<unknown>;
  readonly look: () => Promise<Readonly<Record<Part, number>>>;
}

/** Half an hour has a step every seven and a half seconds, as many as four hours of an ordinary night have. */
const STEPS = 240;
const STEP_MS = 60_000;
const SHORTEST_STEP_MS = 5_000;
/** What fills caches is done as often as may be, for this long at most. */
const HURRY_MS = 600_000;
const SHORTEST_JUDGED_MS = 20 * 60_000;

const stepMsOf = (minutes: number) => Math.min(STEP_MS, Math.max(SHORTEST_STEP_MS, (minutes * 60_000) / STEPS));

/** Throws when a figure still grows after the first third. */
export async function soak<Part extends string>({ minutes, mayGrow, step, look }: SoakPlan<Part>): Promise<void> {
  const parts = Object.keys(mayGrow) as Part[];
  const show = (figures: Readonly<Record<Part, number>>) =>
    parts.map((part) => `${part} ${figures[part].toFixed(1)}`).join(', ');
  const each = (value: (part: Part) => number) =>
    Object.fromEntries(parts.map((part) => [part, value(part)])) as Record<Part, number>;

  const looks: { readonly third: number; readonly figures: Readonly<Record<Part, number>> }[] = [];
  const startedAt = performance.now();
  const ranMs = () => performance.now() - startedAt;
  const stepMs = () => (ranMs() < Math.min(HURRY_MS, minutes * 20_000) ? SHORTEST_STEP_MS : stepMsOf(minutes));
  while (ranMs() < minutes * 60_000) {
    const begunAt = performance.now();
    await step();
    await sleep(Math.max(0, stepMs() - (performance.now() - begunAt)));
    const figures = await look();
    looks.push({ third: Math.min(2, Math.floor(ranMs() / (minutes * 20_000))), figures });
    console.log(`${(ranMs() / 60_000).toFixed(1)} min: ${show(figures)}`);
  }
  const lowestOf = (third: number) =>
    each((part) => Math.min(...looks.filter((one) => one.third === third).map(({ figures }) => figures[part])));
  const [second, last] = [lowestOf(1), lowestOf(2)];
  const growth = each((part) => last[part] - second[part]);
  console.log(`lowest of the second third: ${show(second)}`);
  console.log(`lowest of the last third: ${show(last)}`);
  console.log(`growth: ${show(growth)}`);
  const growing = parts.filter((part) => growth[part] > mayGrow[part]);
  if (ranMs() < SHORTEST_JUDGED_MS)
    console.log(`under ${SHORTEST_JUDGED_MS / 60_000} minutes it says nothing: not judged`);
  else if (growing.length > 0) throw new Error(`not flat: ${growing.join(', ')}`);
  else console.log(`flat: each grew by no more than ${show(mayGrow)}`);
}

/** What the system says of the windows' processes (of those with `title` in theirs only), of the one that draws and of the shell, MB. */
export async function processMbOf(
  app: ElectronApplication,
  title = '',
): Promise<Record<'rendererMb' | 'graphicsMb' | 'shellMb', number>> {
  const processes = await app.evaluate(({ app: electron, BrowserWindow }, wanted) => {
    const windows = BrowserWindow.getAllWindows().filter((window) => window.getTitle().includes(wanted));
    const pages = new Set(windows.map((window) => window.webContents.getOSProcessId()));
    const counted = electron.getAppMetrics().filter(({ type, pid }) => type !== 'Tab' || pages.has(pid));
    return counted.map(({ type, memory }) => ({ type, kilobytes: memory.workingSetSize }));
  }, title);
  const sumOf = (kind: string) =>
    processes.reduce((sum, { type, kilobytes }) => sum + (type === kind ? kilobytes : 0), 0) / 1_024;
  return { rendererMb: sumOf('Tab'), graphicsMb: sumOf('GPU'), shellMb: sumOf('Browser') };
}

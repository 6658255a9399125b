/**
 * Letting something run for minutes or days and saying whether it grows: figures are read at intervals, a line is laid through them once the
 * first third has filled the caches, and its slope is judged. A kill or Ctrl-C ends it without a verdict.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ElectronApplication } from 'playwright-core';

export interface SoakPlan<Part extends string> {
  readonly minutes: number;
  /** More than this in an hour is not flat. */
  readonly flatPerHour: Readonly<Record<Part, number>>;
  /** What is done between two looks; takes a few seconds at most. */
  readonly step: () => Promise<unknown>;
  readonly look: () => Promise<Readonly<Record<Part, number>>>;
}

const STEP_MS = 60_000;
const SHORTEST_STEP_MS = 5_000;
const SHORTEST_JUDGED_MS = 20 * 60_000;

/** Throws when a figure is still growing after the first third. */
export async function soak<Part extends string>({ minutes, flatPerHour, step, look }: SoakPlan<Part>): Promise<void> {
  const parts = Object.keys(flatPerHour) as Part[];
  const show = (figures: Readonly<Record<Part, number>>, digits: number) =>
    parts.map((part) => `${part} ${figures[part].toFixed(digits)}`).join(', ');
  const each = (value: (part: Part) => number) =>
    Object.fromEntries(parts.map((part) => [part, value(part)])) as Record<Part, number>;

  const points: { readonly atMs: number; readonly figures: Readonly<Record<Part, number>> }[] = [];
  const stepMs = Math.min(STEP_MS, Math.max(SHORTEST_STEP_MS, minutes * 1_000));
  const startedAt = performance.now();
  while (performance.now() - startedAt < minutes * 60_000) {
    const begunAt = performance.now();
    await step();
    await sleep(Math.max(0, stepMs - (performance.now() - begunAt)));
    const figures = await look();
    const atMs = performance.now() - startedAt;
    points.push({ atMs, figures });
    console.log(`${(atMs / 60_000).toFixed(1)} min: ${show(figures, 1)}`);
  }
  const settled = points.slice(Math.floor(points.length / 3));
  const [first, last] = [settled[0]!, settled.at(-1)!];
  const slopes = each((part) => slopeOf(settled.map(({ atMs, figures }) => [atMs / 3_600_000, figures[part]])));
  console.log(`slope an hour over ${settled.length} points: ${show(slopes, 2)}`);
  console.log(
    `growth from first to last of them: ${show(
      each((part) => last.figures[part] - first.figures[part]),
      1,
    )}`,
  );
  const growing = parts.filter((part) => slopes[part] > flatPerHour[part]);
  if (last.atMs < SHORTEST_JUDGED_MS)
    console.log(`under ${SHORTEST_JUDGED_MS / 60_000} minutes a slope says nothing: not judged`);
  else if (growing.length > 0) throw new Error(`not flat: ${growing.join(', ')}`);
  else console.log(`flat: an hour under ${show(flatPerHour, 0)}`);
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

/** The middle of the slopes of all pairs (Theil–Sen): what is collected every few minutes goes up and down without being a trend. */
function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const slopes = points.flatMap(([x, y], index) =>
    points.slice(index + 1).map(([laterX, laterY]) => (laterY - y) / (laterX - x)),
  );
  return slopes.sort((one, other) => one - other)[Math.floor(slopes.length / 2)] ?? 0;
}

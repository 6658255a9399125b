/** One mesh on the flat map: runs as paths in metres, made once; a view only turns and stretches them. */
import type { InkRun } from './inkRuns.ts';

interface Stroke {
  readonly run: InkRun;
  readonly path: Path2D;
}

/** Of a dashed line, metres, and never shorter on the screen. */
const DASH_M = 14;
const LEAST_DASH_PX = 6;

export class InkSheet {
  isVisible = true;
  readonly #runs: readonly InkRun[];
  #strokes: readonly Stroke[] | null = null;

  constructor(runs: readonly InkRun[]) {
    this.#runs = runs;
  }

  /** `ink` is in metres; @param metresPerPixel of a device pixel */
  draw(ink: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, metresPerPixel: number, ratio: number): void {
    this.#strokes ??= this.#runs.map((run) => ({ run, path: pathOf(run) }));
    ink.lineJoin = 'round';
    ink.lineCap = 'butt';
    for (const { run, path } of this.#strokes) {
      if (run.kind === 'area') {
        ink.fillStyle = run.colour;
        ink.fill(path);
        continue;
      }
      const dashM = Math.max(DASH_M, LEAST_DASH_PX * ratio * metresPerPixel);
      ink.setLineDash(run.isDashed ? [dashM, dashM] : []);
      ink.lineWidth = Math.max(run.widthM, run.leastPx * ratio * metresPerPixel);
      ink.strokeStyle = run.colour;
      ink.stroke(path);
    }
    ink.setLineDash([]);
  }
}

function pathOf(run: InkRun): Path2D {
  const path = new Path2D();
  if (run.kind === 'area') {
    const { corners } = run;
    for (let at = 0; at < corners.length; at += 6) {
      path.moveTo(corners[at]!, corners[at + 1]!);
      path.lineTo(corners[at + 2]!, corners[at + 3]!);
      path.lineTo(corners[at + 4]!, corners[at + 5]!);
      path.closePath();
    }
    return path;
  }
  const { ends } = run;
  for (let at = 0; at < ends.length; at += 4) {
    const goesOn = at > 0 && ends[at] === ends[at - 2] && ends[at + 1] === ends[at - 1];
    if (!goesOn) path.moveTo(ends[at]!, ends[at + 1]!);
    path.lineTo(ends[at + 2]!, ends[at + 3]!);
  }
  return path;
}

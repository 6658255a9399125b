/**
 * What a window's main thread works for each animation frame, by the browser's own trace: its processor time. The clock on the
 * wall also counts what is not its work: other programs on the same processors, and waiting for the graphics process, which on
 * a machine without a card draws with those very processors.
 */
import type { CDPSession, Page } from 'playwright-core';
import { CROWD_WORK } from '../../renderer/scene/bench/samples.ts';

interface FrameWork {
  /** Milliseconds a frame: all scripts of its animation callbacks, in processor time, and the same by the clock. */
  readonly workMs: readonly number[];
  readonly wallMs: readonly number[];
  /** Processor time of taking fixes over and having the card draw units and cameras, of each frame that did. */
  readonly crowdMs: readonly number[];
}

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  /** Microseconds: start, length, and processor time of the thread meanwhile. */
  readonly ts: number;
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly data?: { readonly type?: string } };
}

/** Runs something in the page and traces it meanwhile. */
export async function withFrameWork<Value>(
  page: Page,
  run: () => Promise<Value>,
): Promise<{ readonly value: Value; readonly frames: FrameWork }> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline'], excludedCategories: ['*'] },
  });
  const value = await run();
  await ended(session);
  await session.detach();
  return { value, frames: framesOf(events) };
}

function ended(session: CDPSession): Promise<void> {
  return new Promise((done, failed) => {
    session.once('Tracing.tracingComplete', () => done());
    session.send('Tracing.end').catch(failed);
  });
}

/** The callbacks of a frame follow each other; painting ends it. */
function framesOf(events: readonly TraceEvent[]): FrameWork {
  const frames = { workMs: [] as number[], wallMs: [] as number[], crowdMs: [] as number[] };
  let [work, wall, crowd] = [0, 0, 0];
  for (const { name, ph, dur = 0, tdur = dur, args } of events.toSorted((one, other) => one.ts - other.ts)) {
    if (name === 'PrePaint' && wall > 0) {
      frames.workMs.push(work / 1_000);
      frames.wallMs.push(wall / 1_000);
      if (crowd > 0) frames.crowdMs.push(crowd / 1_000);
      work = wall = crowd = 0;
    }
    if (ph !== 'X') continue;
    if (name === 'FireAnimationFrame') {
      work += tdur;
      wall += dur;
    } else if (name === 'EventDispatch' && args?.data?.type === CROWD_WORK) crowd += tdur;
  }
  return frames;
}

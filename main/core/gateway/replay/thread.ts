/**
 * The thread that folds the past: whatever a seek costs, the thread that answers alarms does not wait. One question after the
 * other; answers are JSON or the text of a file, as bytes.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { TrackAnswer } from '#main/core/tracks/history/index.ts';
import { packWorld, type World } from '#shared/domain/world.ts';
import type { ReplayEvents, ReplayWorld } from '#shared/wire/replay.ts';
import { alarmQualityOf } from './alarmQuality.ts';
import { exporterOf } from './export/index.ts';
import type { FromReadingThread, ReplayQuestion, ReplayThreadOptions, ToReplayThread } from './messages.ts';
import { movesOf } from './moves.ts';
import { incidentsOf, overviewOf } from './overview.ts';
import { Past } from './past.ts';

const port = parentPort!;
const past = new Past(workerData as ReplayThreadOptions);
const encoder = new TextEncoder();
/** Those of the file that is being written: one at a time (routes.ts). */
let unitsOfExport: World['units'] = new Map();

port.on('message', (message: ToReplayThread) => {
  if (message.kind === 'close') {
    past.close();
    return port.close();
  }
  try {
    const bytes = encoder.encode(answer(message.question));
    port.postMessage({ id: message.id, bytes } satisfies FromReadingThread, [bytes.buffer]);
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    port.postMessage({ id: message.id, failure } satisfies FromReadingThread);
  }
});

function answer(question: ReplayQuestion): string {
  switch (question.kind) {
    case 'world': {
      const seq = past.seqOf(question.moment);
      const at = 'at' in question.moment ? question.moment.at : (past.atOf(seq) ?? 0);
      const world = packWorld(past.worldAfter(seq));
      return JSON.stringify({ at, seq, hash: past.hashOf(seq), world } satisfies ReplayWorld);
    }
    case 'events': {
      const untilSeq = past.seqOf({ at: question.untilAt });
      const lastSeq = Math.min(untilSeq, question.afterSeq + question.limit);
      const events = [...past.events(question.afterSeq, lastSeq)];
      return JSON.stringify({
        events,
        isWhole: lastSeq === untilSeq || untilSeq <= question.afterSeq,
      } satisfies ReplayEvents);
    }
    case 'overview':
      return JSON.stringify(overviewOf(past, question.span));
    case 'alarmQuality':
      return JSON.stringify(alarmQualityOf(past, question.span));
    case 'positions': {
      const { span, everyMs, isReduced } = question;
      return JSON.stringify(movesOf(span, tracks(question.state), question.pages.map(tracks), everyMs, isReduced));
    }
    case 'exportHead': {
      unitsOfExport = past.worldAfter(past.seqOf({ at: question.span.toAt })).units;
      return exporterOf(question.format).head(question.span, incidentsOf(past, question.span));
    }
    case 'exportUnits':
      return JSON.stringify(tracks(question.state).fixes.map(({ unitId }) => unitId));
    case 'exportTrack': {
      const { fixes } = tracks(question.track);
      if (fixes.length === 0) return '';
      return exporterOf(question.format).track(question.unitId, unitsOfExport.get(question.unitId), fixes);
    }
  }
}

const tracks = (bytes: Uint8Array) => JSON.parse(new TextDecoder().decode(bytes)) as TrackAnswer;

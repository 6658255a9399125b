/**
 * The thread the history lives in: whatever its files and its long questions cost, the thread that answers alarms does not wait.
 * Messages in order, so a question sees everything that was sent before it.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { freshnessOf } from '#shared/domain/position.ts';
import type { TrackAnswer } from './contract.ts';
import type { FromThread, Question, ToThread } from './messages.ts';
import { STRIDE } from './rows.ts';
import { type StoreOptions, TrackStore } from './store.ts';

const port = parentPort!;
const { directory, keepDays, now } = workerData as StoreOptions & { now: number };
const tell = (message: FromThread, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);

const store = new TrackStore({ directory, keepDays }, now);
tell({ kind: 'ready', stats: store.stats });

port.on('message', (message: ToThread) => {
  switch (message.kind) {
    case 'append': {
      const rows = message.batch.rows.length / STRIDE;
      let fault: string | null = null;
      try {
        store.append(message.batch);
      } catch (error) {
        fault = wordsOf(error);
      }
      return tell({ kind: 'written', rows, stats: store.stats, fault });
    }
    case 'ask':
      return void answer(message.id, message.question, message.asText);
    case 'close':
      store.close();
      tell({ kind: 'closed' });
      return port.close();
  }
});

async function answer(id: number, question: Question, asText: boolean): Promise<void> {
  try {
    const value = await ask(question);
    if (!asText) return tell({ kind: 'answer', id, value });
    const bytes = new TextEncoder().encode(JSON.stringify(value === null ? null : shown(question, value)));
    tell({ kind: 'answer', id, value: bytes }, [bytes.buffer]);
  } catch (error) {
    tell({ kind: 'answer', id, failure: wordsOf(error) });
  }
}

function ask(question: Question) {
  switch (question.kind) {
    case 'track':
      return store.track(question.unitId, question.span, question.points);
    case 'within':
      return store.within(question.box, question.span, question.limit);
    case 'at':
      return store.at(question.t);
    case 'span':
      return store.span();
  }
}

/** As the API shows it: a state says how fresh everybody was at its moment. */
function shown(question: Question, value: NonNullable<Awaited<ReturnType<typeof ask>>>) {
  if (question.kind !== 'at') return value;
  const { fixes, damage } = value as TrackAnswer;
  return { at: question.t, fixes: fixes.map((fix) => ({ ...fix, freshness: freshnessOf(fix, question.t) })), damage };
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

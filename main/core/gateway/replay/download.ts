/**
 * Writes the data of a span to a file while it is read: units one after the other. The texts are made on the history's and the
 * replay's threads; the core's own only passes them on.
 */
import type { History } from '#main/core/tracks/history/index.ts';
import { ok, type Result } from '#shared/kit/result.ts';
import type { ReplayFormat } from '#shared/wire/replay.ts';
import { exporterOf } from './export/index.ts';
import type { ReplaySpan } from './messages.ts';
import type { ReplayReader } from './reader.ts';

/** About ten million fixes as CSV; a file that ends before says so at its end. */
const LARGEST_BYTES = 1024 * 1024 * 1024;

export interface Download {
  readonly contentType: string;
  readonly pieces: AsyncGenerator<Uint8Array>;
}

interface Sources {
  readonly replay: ReplayReader;
  readonly history: Pick<History, 'asText'>;
}

/** Fails like the first question does; a failure later on breaks the download off, so that half a file is not taken for a whole one. */
export async function openDownload(
  { replay, history }: Sources,
  format: ReplayFormat,
  span: ReplaySpan,
): Promise<Result<Download>> {
  const head = await replay.ask({ kind: 'exportHead', format, span });
  if (!head.ok) return head;
  // Whoever reported within the span is still in the state at its end: it reaches back a day.
  const state = await history.asText({ kind: 'at', t: span.toAt });
  if (!state.ok) return state;
  const listed = await replay.ask({ kind: 'exportUnits', state: state.value });
  if (!listed.ok) return listed;
  const unitIds = JSON.parse(new TextDecoder().decode(listed.value)) as string[];
  return ok({
    contentType: exporterOf(format).contentType,
    pieces: write({ replay, history }, format, span, head.value, unitIds),
  });
}

async function* write(
  { replay, history }: Sources,
  format: ReplayFormat,
  span: ReplaySpan,
  head: Uint8Array,
  unitIds: readonly string[],
): AsyncGenerator<Uint8Array> {
  let bytes = head.length;
  let isCut = false;
  yield head;
  for (const unitId of unitIds) {
    isCut = bytes > LARGEST_BYTES;
    if (isCut) break;
    const track = bytesOf(await history.asText({ kind: 'track', unitId, span }));
    const text = bytesOf(await replay.ask({ kind: 'exportTrack', format, unitId, track }));
    bytes += text.length;
    if (text.length > 0) yield text;
  }
  yield new TextEncoder().encode(exporterOf(format).tail(isCut));
}

function bytesOf(result: Result<Uint8Array>): Uint8Array {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

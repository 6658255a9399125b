/** Parts of what an officer records: files of the evidence store, each with its checksum in the journal. */
import { createHash } from 'node:crypto';
import type { EvidenceStore } from '#main/core/evidence/store.ts';
import { decideCall } from '#shared/domain/callDecide.ts';
import type { Actor, Draft } from '#shared/domain/event.ts';
import { decideEvidence, type Evidence, evidenceKey } from '#shared/domain/evidence.ts';
import type { World } from '#shared/domain/world.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { RecordingAnswer } from '#shared/wire/calls.ts';

export interface RecordingsParts {
  readonly world: World;
  readonly store: Pick<EvidenceStore, 'put'>;
  readonly clock: Clock;
  /** Resolves with the seq of the last event, once all are on disk. */
  record(drafts: readonly Draft[], actor: Actor): Promise<number>;
}

export class CallRecordings {
  readonly #parts: RecordingsParts;

  constructor(parts: RecordingsParts) {
    this.#parts = parts;
  }

  /** Refused with `unknownCall`, `notRecording`, `callOver`, `notFilm`, or as the evidence store refuses. */
  async keep(
    callId: string,
    { fromAt, untilAt }: { readonly fromAt: number; readonly untilAt: number },
    bytes: Buffer,
    actor: Actor,
  ): Promise<Result<RecordingAnswer>> {
    const { world, store, clock, record } = this.#parts;
    const personId = actor.id;
    const callNow = () => world.field.calls.get(callId);
    const mayKeep = callNow();
    if (!mayKeep) return refuse('unknownCall', '没有这次通话');
    if (!mayKeep.recorders.includes(personId)) return refuse('notRecording', '您没有在本次通话中录像');
    const hash = createHash('sha256').update(bytes).digest('hex');
    const stored = await store.put(hash, bytes);
    if (!stored.ok) return stored;
    const file = stored.value;
    if (file.kind === 'photo') return refuse('notFilm', '录像须为 WebM 文件');
    const now = clock();
    // A window's clock may run ahead; nothing was recorded after it was handed in.
    const span = { fromAt: Math.min(fromAt, now), untilAt: Math.min(Math.max(fromAt, untilAt), now) };
    const decided = decideCall(callNow(), { kind: 'keepRecording', personId, file, ...span }, now);
    if (!decided.ok) return decided;
    const drafts = [...decided.value];
    if (mayKeep.incidentId !== null && drafts.length > 0) {
      const subject = { kind: 'incident', id: mayKeep.incidentId } as const;
      const held: readonly Evidence[] = world.field.evidence.get(evidenceKey(subject)) ?? [];
      const added = decideEvidence(held, subject, file, { at: span.fromAt, place: null });
      if (!added.ok) return added;
      drafts.push(...added.value);
    }
    return ok({ ok: true, hash, seq: await record(drafts, actor) });
  }
}

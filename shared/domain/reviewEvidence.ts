/** What was kept of a film: stills, clips, photos, voices and recorded calls, each once, on the film's own clock. Pure. */
import type { ReviewEvidence, ReviewEvidenceKind } from '../wire/review.ts';
import type { CallEventBody } from './call.ts';
import type { ChannelEventBody } from './channelEvents.ts';
import { nameOfActor, type StoredEvent } from './event.ts';
import type { EvidenceEventBody, EvidenceFile, EvidenceKind } from './evidence.ts';

const KIND: Readonly<Record<EvidenceKind, ReviewEvidenceKind>> = { photo: 'photo', voice: 'voice', film: 'clip' };

/** `isOfIncident`: only what is evidence of one of `numbers`. A file that is evidence of two is listed with the first. */
export function evidenceOf(
  events: readonly StoredEvent[],
  numbers: ReadonlyMap<string, string>,
  isOfIncident: boolean,
): ReviewEvidence[] {
  const callees = new Map<string, string>();
  const kept = new Map<string, ReviewEvidence>();
  for (const event of events) {
    if (event.kind === 'call.started') {
      const { callId, target } = event.body as CallEventBody['call.started'];
      callees.set(callId, target.name);
    }
    const found = pieceOf(event, callees);
    if (!found || (isOfIncident && !numbers.has(found.incidentId ?? ''))) continue;
    const before = kept.get(found.sha256);
    // What a camera or a call kept is said once more when it becomes evidence of its incident.
    kept.set(found.sha256, before ? { ...before, incidentId: before.incidentId ?? found.incidentId } : found);
  }
  return [...kept.values()].sort((one, other) => one.at - other.at || one.seq - other.seq);
}

function pieceOf(event: StoredEvent, callees: ReadonlyMap<string, string>): ReviewEvidence | undefined {
  const by = nameOfActor(event.actor);
  const piece = (
    file: EvidenceFile,
    facts: Omit<ReviewEvidence, 'seq' | 'by' | keyof ReturnType<typeof fileFacts>>,
  ) => ({
    seq: event.seq,
    by,
    ...fileFacts(file),
    ...facts,
  });
  switch (event.kind) {
    case 'evidence.added': {
      const { subject, file, at, place } = event.body as EvidenceEventBody['evidence.added'];
      const incidentId = subject.kind === 'incident' ? subject.id : null;
      return piece(file, { at, kind: KIND[file.kind], durationMs: null, source: '', incidentId, place });
    }
    case 'channel.snapshotTaken': {
      const { file, shownAt, name, incidentId } = event.body as ChannelEventBody['channel.snapshotTaken'];
      return piece(file, { at: shownAt, kind: 'snapshot', durationMs: null, source: name, incidentId, place: null });
    }
    case 'call.recordingKept': {
      const { callId, incidentId, file, fromAt, untilAt } = event.body as CallEventBody['call.recordingKept'];
      const source = callees.get(callId) ?? '';
      const durationMs = Math.max(0, untilAt - fromAt);
      return piece(file, { at: fromAt, kind: 'call', durationMs, source, incidentId, place: null });
    }
    default:
      return undefined;
  }
}

const fileFacts = ({ hash, mediaType, bytes }: EvidenceFile) => ({
  href: `/api/evidence/${hash}`,
  sha256: hash,
  mediaType,
  bytes,
});

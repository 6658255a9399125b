/** Photos, voice notes and recorded calls: files named by their own hash, and the events that say what each is evidence of. */
import { ok, type Result, refuse } from '../kit/result.ts';
import { type Draft, nameOfActor, type StoredEvent } from './event.ts';

export const EVIDENCE_KINDS = ['photo', 'voice', 'film'] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const EVIDENCE_LIMIT_BYTES: Readonly<Record<EvidenceKind, number>> = {
  photo: 8 * 1024 * 1024,
  voice: 2 * 1024 * 1024,
  film: 48 * 1024 * 1024,
};
/** A finding needs a few pictures, not a film of them. A recorded call comes in parts of two minutes. */
const EVIDENCE_PER_SUBJECT: Readonly<Record<EvidenceKind, number>> = { photo: 30, voice: 30, film: 240 };
const OF_THE_FIELD: ReadonlySet<EvidenceKind> = new Set(['photo', 'voice']);

export const EVIDENCE_SUBJECTS = ['incident', 'task', 'fieldReport', 'publicReport'] as const;
export interface EvidenceSubject {
  readonly kind: (typeof EVIDENCE_SUBJECTS)[number];
  readonly id: string;
}

/** What the store knows of a file. `hash`: SHA-256 of its bytes, hex. */
export interface EvidenceFile {
  readonly hash: string;
  readonly kind: EvidenceKind;
  readonly mediaType: string;
  readonly bytes: number;
}

export interface Evidence extends EvidenceFile {
  /** When it was taken by the phone's own word, never after it was recorded. */
  readonly at: number;
  readonly recordedAt: number;
  readonly by: string;
  readonly place: { readonly lon: number; readonly lat: number } | null;
}

export type EvidenceEventBody = {
  'evidence.added': {
    subject: EvidenceSubject;
    file: EvidenceFile;
    at: number;
    place: { lon: number; lat: number } | null;
  };
  /** It left the station as one file; `listHash`: SHA-256 of its list of checksums. */
  'evidence.exported': { subject: EvidenceSubject; files: number; listHash: string };
};

/** Key of the world's map and the stream: `task:…`, `incident:…`. */
export const evidenceKey = ({ kind, id }: EvidenceSubject) => `${kind}:${id}`;
export const evidenceStream = (subject: EvidenceSubject) => `evidence:${evidenceKey(subject)}`;

export const HASH_PATTERN = /^[0-9a-f]{64}$/;

/** The same file told again for the same subject changes nothing. */
export function decideEvidence(
  held: readonly Evidence[],
  subject: EvidenceSubject,
  file: EvidenceFile | undefined,
  taken: { readonly at: number; readonly place: { lon: number; lat: number } | null },
): Result<Draft[]> {
  if (!file) return refuse('unknownEvidence', '没有收到这个文件，请先上传');
  if (held.some(({ hash }) => hash === file.hash)) return ok([]);
  const most = EVIDENCE_PER_SUBJECT[file.kind];
  const alike = held.filter(({ kind }) => (file.kind === 'film' ? kind === 'film' : OF_THE_FIELD.has(kind)));
  if (alike.length >= most) return refuse('tooMuchEvidence', `最多 ${most} 份附件`);
  const body: EvidenceEventBody['evidence.added'] = { subject, file, ...taken };
  return ok([{ stream: evidenceStream(subject), kind: 'evidence.added', body }]);
}

export function evolveEvidence(held: readonly Evidence[] | undefined, event: StoredEvent): readonly Evidence[] {
  if (event.kind !== 'evidence.added') return held ?? [];
  const { file, at, place } = event.body as EvidenceEventBody['evidence.added'];
  return [...(held ?? []), { ...file, at, place, recordedAt: event.at, by: nameOfActor(event.actor) }];
}

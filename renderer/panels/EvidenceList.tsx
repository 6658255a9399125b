import { useState } from 'react';
import type { Evidence } from '#shared/domain/evidence.ts';
import { actorName } from '#shared/text/system.ts';
import { formatDayTime } from '#shared/text/time.ts';
import { Badge } from '../ui/Badge.tsx';
import { useCommands, useLanguage, useText } from './desk.tsx';
import { useEvidence } from './useEvidence.ts';
import { VoicePlayer } from './VoicePlayer.tsx';
import './evidence.css';

/** Digits of the hash that people read out to each other; the whole of it is in the journal. */
const DIGEST_SHOWN = 12;

type Shown = Evidence & { readonly isOfPublic?: boolean };

/** Photos, voice notes and recorded calls of an incident, a task or a report: when, by whom, and the checksum they are held to. */
export function EvidenceList({ evidence }: { readonly evidence: readonly Shown[] }) {
  return (
    <ul className="evidence" data-testid="evidence">
      {evidence.map((item) => (
        <EvidenceItem key={item.hash} item={item} />
      ))}
    </ul>
  );
}

function EvidenceItem({ item }: { readonly item: Shown }) {
  const text = useText();
  const say = text.corroboration;
  const language = useLanguage();
  const { fetched, url } = useEvidence(item.hash);
  const digest = fetched?.state === 'found' ? fetched.digest : null;
  const name = actorName(item.by, language);
  return (
    <li className="evidence__item" data-testid={`evidence-${item.hash.slice(0, 8)}`}>
      {fetched?.state === 'lost' && <span className="evidence__lost">{text.tasks.evidenceFailed}</span>}
      {digest === 'wrong' && <span className="evidence__lost is-warn">{say.changed}</span>}
      {!fetched && <span className="evidence__wait" />}
      {url &&
        (item.kind === 'photo' ? (
          <Photo url={url} hash={item.hash} name={name} />
        ) : item.kind === 'film' ? (
          <Film url={url} name={name} />
        ) : (
          <VoicePlayer {...{ url, name }} />
        ))}
      <span className="evidence__words">
        {text.tasks.evidenceKind[item.kind]} · {sizeOf(item.bytes)}{' '}
        {item.isOfPublic && <Badge tone="info">{say.ofPublic}</Badge>}
      </span>
      <span className="evidence__words">
        {say.takenAt(formatDayTime(item.at))} · {name}
      </span>
      <span className="evidence__words selectable" data-testid="evidence-digest">
        {say.digest(item.hash.slice(0, DIGEST_SHOWN))} {digest === 'right' && say.verified}
      </span>
    </li>
  );
}

function Photo({ url, hash, name }: { readonly url: string; readonly hash: string; readonly name: string }) {
  const { view } = useCommands();
  const text = useText();
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <span className="evidence__lost">{text.tasks.evidenceFailed}</span>;
  const title = `${text.tasks.evidenceKind.photo} · ${name}`;
  return (
    <button
      type="button"
      className="evidence__open"
      aria-label={`${text.corroboration.enlarge} · ${name}`}
      onClick={() => view.change({ dialog: { kind: 'evidence', hash, title } })}
    >
      <img className="evidence__photo" src={url} alt={title} onError={() => setBroken(true)} />
    </button>
  );
}

/** A part of a recorded call; a recording without an index knows its length only once it has been played. */
function Film({ url, name }: { readonly url: string; readonly name: string }) {
  const text = useText().tasks;
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <span className="evidence__lost">{text.evidenceFailed}</span>;
  return (
    <video
      className="evidence__photo"
      src={url}
      controls
      muted={false}
      aria-label={`${text.evidenceKind.film} · ${name}`}
      onError={() => setBroken(true)}
    />
  );
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

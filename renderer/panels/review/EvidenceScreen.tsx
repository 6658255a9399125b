import { useState } from 'react';
import { actorName } from '#shared/text/system.ts';
import { formatTime } from '#shared/text/time.ts';
import type { ReviewEvidence } from '#shared/wire/review.ts';
import { evidenceUnderWay } from '../../live/review/underWay.ts';
import { useCommands, useLanguage, useReplay } from '../desk.tsx';
import { useEvidence } from '../useEvidence.ts';
import { useReplayAt } from '../useReplayAt.ts';
import { ClipPlayer } from './ClipPlayer.tsx';
import { useFilm, useReviewText } from './film.tsx';

const NONE: readonly ReviewEvidence[] = [];

/** Over a corner of the map: what was seen and heard at this moment. */
export function EvidenceScreen() {
  const text = useReviewText();
  const at = useReplayAt();
  const speed = useReplay((state) => state.speed);
  const evidence = useFilm((state) => state.film?.evidence ?? NONE);
  const shown = evidenceUnderWay(evidence, at, speed);
  if (shown.length === 0) return null;
  return (
    <section className="evidence-now" aria-label={text.evidenceNow} data-testid="evidence-now">
      {shown.map((item) => (
        <Shown key={`${item.seq}:${item.sha256}`} item={item} />
      ))}
    </section>
  );
}

function Shown({ item }: { readonly item: ReviewEvidence }) {
  const text = useReviewText();
  const language = useLanguage();
  const { fetched, url } = useEvidence(item.sha256);
  const name = [item.source, actorName(item.by, language)].filter(Boolean).join(' · ');
  return (
    <figure className="evidence-now__item" data-testid={`evidence-now-${item.kind}`}>
      {fetched && !url && <p className="evidence-now__lost">{text.evidenceLost}</p>}
      {!fetched && <span className="evidence-now__wait" />}
      {url && item.mediaType.startsWith('image/') && <Still item={item} url={url} name={name} />}
      {url && !item.mediaType.startsWith('image/') && <ClipPlayer item={item} url={url} name={name} />}
      <figcaption className="evidence-now__words">
        <strong>{text.evidenceKind[item.kind]}</strong> {formatTime(item.at)}
        <span className="quiet ellipsis"> {name}</span>
      </figcaption>
    </figure>
  );
}

function Still({ item, url, name }: { readonly item: ReviewEvidence; readonly url: string; readonly name: string }) {
  const text = useReviewText();
  const { view } = useCommands();
  const [isBroken, setBroken] = useState(false);
  const title = `${text.evidenceKind[item.kind]} · ${name}`;
  if (isBroken) return <p className="evidence-now__lost">{text.evidenceLost}</p>;
  return (
    <button
      type="button"
      className="evidence-now__open"
      aria-label={`${text.enlarge} · ${title}`}
      onClick={() => view.change({ dialog: { kind: 'evidence', hash: item.sha256, title } })}
    >
      <img src={url} alt={title} onError={() => setBroken(true)} />
    </button>
  );
}

import { useEffect, useRef, useState } from 'react';
import type { Evidence } from '#shared/domain/evidence.ts';
import { formatDayTime } from '#shared/text/time.ts';
import { fetchEvidence } from '../live/evidence.ts';
import { Button } from '../ui/Button.tsx';
import { useCommands, useText } from './desk.tsx';

/** Photos and voice notes of an incident, a task or a report, with when and by whom. */
export function EvidenceList({ evidence }: { readonly evidence: readonly Evidence[] }) {
  const say = useText().tasks;
  return (
    <ul className="evidence">
      {evidence.map((item) => (
        <li key={item.hash} className="evidence__item" data-testid={`evidence-${item.hash.slice(0, 8)}`}>
          <EvidenceFile item={item} />
          <span className="evidence__words">
            {say.evidenceKind[item.kind]} · {formatDayTime(item.at)} · {item.by}
          </span>
        </li>
      ))}
    </ul>
  );
}

function EvidenceFile({ item }: { readonly item: Evidence }) {
  const { client } = useCommands();
  const say = useText().tasks;
  const [url, setUrl] = useState<string | null>(null);
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    let isGone = false;
    let made: string | null = null;
    void fetchEvidence(client, item.hash).then((blob) => {
      if (isGone) return;
      if (!blob) return setLost(true);
      made = URL.createObjectURL(blob);
      setUrl(made);
    });
    return () => {
      isGone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [client, item.hash]);
  if (isLost) return <span className="evidence__lost">{say.evidenceFailed}</span>;
  if (!url) return <span className="evidence__wait" />;
  if (item.kind === 'photo') return <img className="evidence__photo" src={url} alt={say.evidenceKind.photo} />;
  return <Voice url={url} />;
}

function Voice({ url }: { readonly url: string }) {
  const say = useText().tasks;
  const sound = useRef<HTMLAudioElement | null>(null);
  const [isPlaying, setPlaying] = useState(false);
  useEffect(() => {
    const audio = new Audio(url);
    audio.onended = () => setPlaying(false);
    sound.current = audio;
    return () => audio.pause();
  }, [url]);
  const toggle = () => {
    if (isPlaying) sound.current?.pause();
    else void sound.current?.play();
    setPlaying(!isPlaying);
  };
  return (
    <Button onClick={toggle} aria-pressed={isPlaying}>
      {isPlaying ? '❚❚' : '▶'} {say.evidenceKind.voice}
    </Button>
  );
}

import { useState } from 'react';
import { formatTime } from '#shared/text/time.ts';
import type { FrameOutcome, RecentFrame } from '#shared/wire/link.ts';
import { Button } from '../../ui/Button.tsx';
import { Chip } from '../../ui/Chip.tsx';
import { Section } from '../../ui/Section.tsx';
import { useCommands, useText } from '../desk.tsx';
import { FrameRow } from './FrameRow.tsx';
import { useEverySecond } from './useEverySecond.ts';
import './frames.css';

/** The last frames of a link, newest first. Opening one holds the list still: it would run away while it is being read. */
export function FramesSection({ linkId, isDoor }: { readonly linkId: string; readonly isDoor: boolean }) {
  const { client } = useCommands();
  const text = useText().links;
  const [frames, setFrames] = useState<readonly NamedFrame[] | null>(null);
  const [pausedAt, setPausedAt] = useState<number | null>(null);
  const [only, setOnly] = useState<FrameOutcome | null>(null);
  const [openKey, setOpenKey] = useState<string | null>(null);
  useEverySecond(
    async () => {
      const answer = await client.ask('linkFrames', { linkId });
      if (answer?.ok) setFrames(named(answer.frames));
    },
    !isDoor && pausedAt === null,
  );

  const toggle = (key: string) => {
    setOpenKey(openKey === key ? null : key);
    setPausedAt(pausedAt ?? client.now());
  };
  const resume = () => {
    setPausedAt(null);
    setOpenKey(null);
  };
  const shown = frames?.filter(({ frame }) => only === null || frame.outcome === only) ?? [];
  return (
    <Section
      title={text.frames}
      className="frames-section"
      aside={
        !isDoor && (
          <>
            {pausedAt !== null && <span className="is-warn">{text.pausedAt(formatTime(pausedAt))}</span>}
            <Button
              onClick={pausedAt === null ? () => setPausedAt(client.now()) : resume}
              data-testid="frames-pause"
              aria-pressed={pausedAt !== null}
            >
              {pausedAt === null ? text.pause : text.resume}
            </Button>
          </>
        )
      }
    >
      {isDoor ? (
        <p className="links__none">{text.noFramesOfDoor}</p>
      ) : frames === null ? (
        <p className="links__none">{text.loading}</p>
      ) : frames.length === 0 ? (
        <p className="links__none">{text.noFrames}</p>
      ) : (
        <>
          <p className="links__hint">{text.framesHint}</p>
          <OutcomeFilter frames={frames} only={only} onChoose={setOnly} />
          <div className="frames__head" aria-hidden="true">
            <span>{text.frameTime}</span>
            <span>{text.frameOutcome}</span>
            <span>{text.frameContent}</span>
            <span>{text.frameRemote}</span>
          </div>
          <ol className="frames" aria-label={text.frames} data-testid="frames">
            {shown.map(({ key, frame }) => (
              <FrameRow key={key} frame={frame} isOpen={key === openKey} onToggle={() => toggle(key)} />
            ))}
          </ol>
          {shown.length === 0 && <p className="links__none">{text.noFramesLike}</p>}
        </>
      )}
    </Section>
  );
}

interface NamedFrame {
  /** Steady from one answer to the next: frames have no id of their own. */
  readonly key: string;
  readonly frame: RecentFrame;
}

/** Newest first. Equal frames of the same millisecond are told apart by their order. */
function named(newestLast: readonly RecentFrame[]): NamedFrame[] {
  const seen = new Map<string, number>();
  const keyed = newestLast.map((frame) => {
    const name = `${frame.at} ${frame.remote.address} ${frame.remote.port} ${frame.outcome} ${frame.raw}`;
    const before = seen.get(name) ?? 0;
    seen.set(name, before + 1);
    return { key: `${name} ${before}`, frame };
  });
  return keyed.reverse();
}

/** What the frames on show came to, each a filter. */
function OutcomeFilter({
  frames,
  only,
  onChoose,
}: {
  readonly frames: readonly NamedFrame[];
  readonly only: FrameOutcome | null;
  readonly onChoose: (only: FrameOutcome | null) => void;
}) {
  const text = useText().links;
  const counts = new Map<FrameOutcome, number>();
  for (const { frame } of frames) counts.set(frame.outcome, (counts.get(frame.outcome) ?? 0) + 1);
  if (only !== null && !counts.has(only)) counts.set(only, 0);
  const chip = (outcome: FrameOutcome | null, name: string, count: number) => (
    <Chip
      key={name}
      count={count}
      aria-pressed={only === outcome}
      onClick={() => onChoose(outcome)}
      data-testid={`frames-only-${outcome ?? 'all'}`}
    >
      {name}
    </Chip>
  );
  return (
    <div className="chips">
      {chip(null, text.outcomeAll, frames.length)}
      {[...counts].map(([outcome, count]) => chip(outcome, text.outcome[outcome], count))}
    </div>
  );
}

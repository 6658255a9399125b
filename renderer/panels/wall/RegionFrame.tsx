import type { CSSProperties, ReactNode } from 'react';
import type { StandingRegion } from '#shared/domain/wallStands.ts';
import { actorName } from '#shared/text/system.ts';
import { formatMinute } from '#shared/text/time.ts';
import { useLanguage, useNow, useText } from '../desk.tsx';
import { RegionGuard } from './RegionGuard.tsx';

/** These say by themselves what they are, and have no line to give away. */
const WITHOUT_HEAD: ReadonlySet<string> = new Set(['map', 'clock', 'ticker']);

/** One region with its heading, and who sent what stands in it. */
export function RegionFrame({
  region,
  place,
  children,
}: {
  readonly region: StandingRegion;
  readonly place: CSSProperties;
  readonly children: ReactNode;
}) {
  const text = useText().wallPage;
  const { id, content, sent } = region;
  return (
    <section
      className={`wall-region wall-region--${content.kind}`}
      style={place}
      aria-label={text.region[content.kind]}
      data-region={id}
      data-kind={content.kind}
    >
      {!WITHOUT_HEAD.has(content.kind) && <h2 className="wall-region__head">{text.region[content.kind]}</h2>}
      {sent && <SentMark sent={sent} />}
      <div className="wall-region__body">
        <RegionGuard key={content.kind}>{children}</RegionGuard>
      </div>
    </section>
  );
}

function SentMark({ sent }: { readonly sent: NonNullable<StandingRegion['sent']> }) {
  const text = useText().wallPage;
  const language = useLanguage();
  const now = useNow();
  return (
    <p className="wall-region__sent" data-testid="wall-sent">
      {text.sentBy(actorName(sent.sentBy, language))}
      {sent.endsAt !== null && ` · ${text.sentUntil(formatMinute(sent.endsAt, now))}`}
    </p>
  );
}

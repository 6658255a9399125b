import { frameSummary } from '#shared/text/linkFrames.ts';
import { linkReason } from '#shared/text/linkReasons.ts';
import type { FrameOutcome, RecentFrame } from '#shared/wire/link.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { useLanguage, useText } from '../desk.tsx';
import { CopyButton } from './CopyButton.tsx';
import { HexDump } from './HexDump.tsx';
import { formatMoment, formatRemote } from './words.ts';

const TONES: Readonly<Record<FrameOutcome, Tone>> = {
  accepted: 'good',
  heartbeat: 'neutral',
  duplicate: 'neutral',
  stranger: 'warn',
  unreadable: 'warn',
  refused: 'bad',
  dropped: 'bad',
};

/** One frame in a line; open, its bytes and everything that was read from them. */
export function FrameRow({
  frame,
  isOpen,
  onToggle,
}: {
  readonly frame: RecentFrame;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}) {
  const text = useText().links;
  const language = useLanguage();
  const reason = frame.reason === null ? null : linkReason(frame.reason, language);
  const summary = frameSummary(frame.decoded, language);
  return (
    <li className="frame" data-testid="frame" data-outcome={frame.outcome}>
      <button type="button" className="frame__line" aria-expanded={isOpen} onClick={onToggle}>
        <time className="frame__time">{formatMoment(frame.at)}</time>
        <span className="frame__outcome">
          <Badge tone={TONES[frame.outcome]}>{text.outcome[frame.outcome]}</Badge>
        </span>
        <span className="frame__content ellipsis">
          {reason && <span className="frame__reason">{reason}</span>}
          {reason && summary && ' · '}
          {summary || (reason ? '' : text.bytes(frame.raw.length / 2))}
        </span>
        <span className="frame__remote ellipsis">{formatRemote(frame.remote)}</span>
      </button>
      {isOpen && <FrameDetails frame={frame} />}
    </li>
  );
}

function FrameDetails({ frame }: { readonly frame: RecentFrame }) {
  const text = useText().links;
  const json = JSON.stringify(frame.decoded, null, 2);
  return (
    <section className="frame__details" aria-label={text.frameDetails(formatMoment(frame.at))}>
      <div className="frame__part">
        <header>
          <h4>{text.hex}</h4>
          <span>{text.bytes(frame.raw.length / 2)}</span>
          <CopyButton text={frame.raw} testId="copy-hex">
            {text.copyHex}
          </CopyButton>
        </header>
        <HexDump raw={frame.raw} />
      </div>
      <div className="frame__part">
        <header>
          <h4>{text.decoded}</h4>
          <CopyButton text={json} testId="copy-json">
            {text.copyJson}
          </CopyButton>
        </header>
        {/* Field names and values of the decoder, the same in every language. */}
        <pre className="json selectable" lang="zxx">
          {json}
        </pre>
      </div>
    </section>
  );
}

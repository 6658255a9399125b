import type { DeskText } from '#shared/text/index.ts';
import { formatAgo } from '#shared/text/time.ts';
import type { LinkHealth } from '#shared/wire/link.ts';
import { runCommand } from '../../commands/registry.ts';
import type { Connection } from '../../live/connection.ts';
import type { Tone } from '../../ui/Badge.tsx';
import { useCommands, useLanguage, useLive, useNow, useText, useView } from '../desk.tsx';
import { Cell } from './Cell.tsx';

/** A chain not recomputed for this long is no proof of life any more. */
const CHAIN_OLD_MS = 120_000;

/** Proof of life, links and the core, each in words. */
export function HealthCells() {
  return (
    <>
      <ProofOfLife />
      <Links />
      <Core />
    </>
  );
}

function ProofOfLife() {
  const text = useText().topBar;
  const language = useLanguage();
  const now = useNow();
  const chain = useLive((client) => client.live.pulse?.chain ?? null);
  const seq = useLive((client) => client.live.world.seq);
  const connection = useLive((client) => client.connection.state);
  if (!chain || chain.checkedAt === 0) {
    return (
      <Cell label={text.chain} tone="neutral" testId="proof-of-life" detail={text.chainSeq(seq)}>
        {text.chainNever}
      </Cell>
    );
  }
  if (chain.brokenAtSeq !== null) {
    return (
      <Cell label={text.chain} tone="bad" testId="proof-of-life" detail={text.chainSeq(seq)}>
        {text.chainBroken(chain.brokenAtSeq)}
      </Cell>
    );
  }
  const age = now - chain.checkedAt;
  const isOld = age > CHAIN_OLD_MS || connection !== 'live';
  return (
    <Cell label={text.chain} tone={isOld ? 'warn' : 'good'} testId="proof-of-life" detail={text.chainSeq(seq)}>
      {text.chainChecked(formatAgo(age, language))}
    </Cell>
  );
}

/** Opens the links: whatever this says, what is behind it stands there. */
function Links() {
  const context = useCommands();
  const text = useText();
  const isOpen = useView((view) => view.sheet?.id === 'links');
  const links = useLive((client) => client.live.pulse?.links ?? null);
  const callers = useLive((client) => client.live.pulse?.unknownCallers ?? 0);
  const isLive = useLive((client) => client.connection.state === 'live');
  const [tone, sentence] = linkWords(links, isLive, text.topBar);
  return (
    <button
      type="button"
      className="cell-button"
      aria-pressed={isOpen}
      aria-keyshortcuts="p"
      aria-label={[text.topBar.links, sentence, callers > 0 ? text.links.callersCount(callers) : null]
        .filter((part) => part !== null)
        .join(' ')}
      onClick={() => runCommand(context, 'view.links')}
      data-testid="open-links"
    >
      <Cell
        label={text.topBar.links}
        tone={tone === 'good' && callers > 0 ? 'warn' : tone}
        testId="link-health"
        detail={callers > 0 && isLive ? text.links.callersCount(callers) : null}
      >
        {sentence}
      </Cell>
    </button>
  );
}

function linkWords(links: readonly LinkHealth[] | null, isLive: boolean, text: DeskText['topBar']): [Tone, string] {
  if (links && !isLive) return ['warn', text.linksUnknown];
  if (!links || links.length === 0) return ['neutral', text.noLinks];
  const down = links.filter((link) => !link.isUp).length;
  if (down > 0) return ['bad', text.linksDown(down)];
  const isFaulty = links.some((link) => link.fault !== null);
  return [isFaulty ? 'warn' : 'good', text.linksUp(links.length, links.length)];
}

function Core() {
  const text = useText().topBar;
  const connection = useLive((client) => client.connection);
  const seats = useLive((client) => client.live.pulse?.seats ?? null);
  const [tone, sentence] = coreWords(connection, text);
  return (
    <Cell
      label={text.core}
      tone={tone}
      testId="core-health"
      detail={connection.state === 'live' && seats !== null ? text.seats(seats) : null}
    >
      {sentence}
    </Cell>
  );
}

function coreWords({ state, core }: Connection, text: DeskText['topBar']): [Tone, string] {
  switch (state) {
    case 'live':
      return ['good', text.coreLive];
    case 'refused':
      return ['bad', text.coreRefused];
    case 'lost':
      return ['bad', core === 'restarting' || core === 'failed' ? text.coreState[core] : text.coreLost];
    case 'waiting':
    case 'connecting':
      return ['warn', core === 'starting' || core === 'failed' ? text.coreState[core] : text.coreConnecting];
  }
}

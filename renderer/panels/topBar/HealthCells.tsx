import type { DeskText } from '#shared/text/index.ts';
import { formatAgo } from '#shared/text/time.ts';
import type { Connection } from '../../live/connection.ts';
import type { Tone } from '../../ui/Badge.tsx';
import { useLanguage, useLive, useNow, useText } from '../desk.tsx';
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

function Links() {
  const text = useText().topBar;
  const links = useLive((client) => client.live.pulse?.links ?? null);
  const isLive = useLive((client) => client.connection.state === 'live');
  if (links && !isLive) {
    return (
      <Cell label={text.links} tone="warn" testId="link-health">
        {text.linksUnknown}
      </Cell>
    );
  }
  if (!links || links.length === 0) {
    return (
      <Cell label={text.links} tone="neutral" testId="link-health">
        {text.noLinks}
      </Cell>
    );
  }
  const down = links.filter((link) => !link.isUp).length;
  const isFaulty = links.some((link) => link.fault !== null);
  return (
    <Cell label={text.links} tone={down > 0 ? 'bad' : isFaulty ? 'warn' : 'good'} testId="link-health">
      {down > 0 ? text.linksDown(down) : text.linksUp(links.length, links.length)}
    </Cell>
  );
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

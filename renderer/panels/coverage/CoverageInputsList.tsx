import type { CoverageReport } from '#shared/domain/coverage.ts';
import { pick } from '#shared/text/language.ts';
import { formatAgo } from '#shared/text/time.ts';
import { useLanguage, useNow, useText } from '../desk.tsx';

/** It is worked out anew every few seconds while anybody moves; older than this says so. */
const OLD_MS = 90_000;

/** What the figures were made from, and how old that is. */
export function CoverageInputsList({ report }: { readonly report: CoverageReport }) {
  const text = useText();
  const say = text.coverage;
  const language = useLanguage();
  const now = useNow();
  const { inputs, profile, computedAt, tookMs } = report;
  const { counted, atPost, leftOut, oldestFixAt, ignoresTiers } = inputs;
  const age = now - computedAt;
  const lines = [
    say.counted(counted),
    ...(atPost > 0 ? [say.atPost(atPost)] : []),
    oldestFixAt === null ? say.noFix : say.oldestFix(formatAgo(now - oldestFixAt, language)),
    ...(leftOut.busy > 0 ? [say.busy(leftOut.busy)] : []),
    ...(leftOut.offShift > 0 ? [say.offShift(leftOut.offShift)] : []),
    ...(leftOut.stale > 0 ? [say.stale(leftOut.stale)] : []),
    ...(leftOut.wrongForce > 0 ? [say.wrongForce(leftOut.wrongForce)] : []),
    ...(leftOut.offRoad > 0 ? [say.offRoad(leftOut.offRoad)] : []),
    say.method,
    ...(ignoresTiers ? [say.tiers] : []),
  ];
  return (
    <section className="coverage__inputs" aria-label={say.inputs}>
      <h3>{say.inputs}</h3>
      <p>
        {say.profile}: {pick(profile.name, language)} · {say.source(profile.source)}
      </p>
      <p className={age > OLD_MS ? 'is-warn' : undefined} data-testid="coverage-age">
        {age > OLD_MS && `${say.old} · `}
        {say.computed(formatAgo(age, language), tookMs)}
      </p>
      <ul data-testid="coverage-inputs">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}

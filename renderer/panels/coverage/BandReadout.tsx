import { UNIT_KIND_NAMES } from '#shared/catalog/unitKinds.ts';
import type { BandCoverage, CoverageCount, CoveragePlace } from '#shared/domain/coverage.ts';
import { pick } from '#shared/text/language.ts';
import { formatDistance } from '#shared/text/time.ts';
import type { Selection } from '../../live/selection.ts';
import { coverageLook } from '../../ui/coverageColours.ts';
import { Meter } from '../../ui/Meter.tsx';
import { useLanguage, useText } from '../desk.tsx';
import { useFlight } from '../useFlight.ts';

/** So many by name; the rest are counted, and the map and the API have them all. */
const NAMED = 40;

/** One limit: share of roads, key places and grids reached in time, and the places that are not. */
export function BandReadout({
  band,
  index,
  roadM,
}: {
  readonly band: BandCoverage;
  readonly index: number;
  readonly roadM: number;
}) {
  const say = useText().coverage;
  const language = useLanguage();
  const forces = band.forces
    .map((force) => pick(UNIT_KIND_NAMES[force], language))
    .join(language === 'en' ? ', ' : '、');
  return (
    <section className="coverage__band" aria-label={pick(band.label, language)} data-testid={`coverage-band-${index}`}>
      <h3 className="coverage__label">
        <span
          className="coverage__mark"
          style={{ background: coverageLook(index).colour, height: coverageLook(index).widthPx }}
          aria-hidden="true"
        />
        {pick(band.label, language)}
        <span className="coverage__units">{say.units(band.units)}</span>
      </h3>
      <p className="coverage__forces">{forces || say.anyForce}</p>
      <Meter
        name={say.roads}
        share={roadM > 0 ? band.coveredM / roadM : 0}
        aside={say.share(formatDistance(band.coveredM, language), formatDistance(roadM, language))}
        look={coverageLook(index).colour}
      />
      <CountMeter name={say.places} count={band.places} look={coverageLook(index).colour} />
      <CountMeter name={say.grids} count={band.grids} look={coverageLook(index).colour} />
      <Unmet count={band.places} />
    </section>
  );
}

function CountMeter({
  name,
  count,
  look,
}: {
  readonly name: string;
  readonly count: CoverageCount;
  readonly look: string;
}) {
  const { share } = useText().coverage;
  const { met, total } = count;
  return (
    <Meter name={name} share={total > 0 ? met / total : 0} aside={share(String(met), String(total))} look={look} />
  );
}

function Unmet({ count: { met, total, unmet } }: { readonly count: CoverageCount }) {
  const say = useText().coverage;
  if (total === 0) return null;
  if (met === total) return <p className="coverage__all is-good">{say.noneUnmet}</p>;
  const shown = unmet.slice(0, NAMED);
  const more = total - met - shown.length;
  return (
    <div className="coverage__unmet">
      <h4>{say.unmet(total - met)}</h4>
      <ul>
        {shown.map((place) => (
          <li key={`${place.kind}:${place.id}`}>
            <PlaceButton place={place} />
          </li>
        ))}
        {more > 0 && <li className="coverage__more">{say.more(more)}</li>}
      </ul>
    </div>
  );
}

const SELECTION: Readonly<Record<CoveragePlace['kind'], Selection['kind']>> = {
  place: 'place',
  pole: 'device',
  grid: 'grid',
};

/** Takes the sheet away and flies there. */
function PlaceButton({ place }: { readonly place: CoveragePlace }) {
  const flyTo = useFlight();
  const say = useText().coverage;
  return (
    <button
      type="button"
      className="coverage__place"
      aria-label={say.fly(place.name)}
      onClick={() => flyTo({ kind: SELECTION[place.kind], id: place.id })}
    >
      {place.name}
      {place.kind === 'pole' && <span className="coverage__kind">{say.pole}</span>}
    </button>
  );
}

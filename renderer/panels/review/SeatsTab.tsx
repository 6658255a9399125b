import { useState } from 'react';
import { pick } from '#shared/text/language.ts';
import { actorName } from '#shared/text/system.ts';
import { formatClockSpan } from '#shared/text/time.ts';
import type { ReviewAction, ReviewLook, ReviewSeat } from '#shared/wire/review.ts';
import { shortNumberOf } from '../../live/review/names.ts';
import { FilterChips } from '../../ui/FilterChips.tsx';
import { useLanguage } from '../desk.tsx';
import { useFilm, useReviewText } from './film.tsx';
import { Moment } from './Moment.tsx';

const NOBODY: readonly ReviewSeat[] = [];
const EVERYBODY = '';
const WAYS = ['did', 'saw'] as const;
type Way = (typeof WAYS)[number];

/** Seat by seat, in order: what was before each, and what each did. */
export function SeatsTab() {
  const text = useReviewText();
  const language = useLanguage();
  const seats = useFilm((state) => state.film?.seats ?? NOBODY);
  const [personId, setPerson] = useState(EVERYBODY);
  const [ways, setWays] = useState<readonly Way[]>(WAYS);
  if (seats.length === 0) return <p className="empty">{text.seatsNone}</p>;
  const toggle = (way: Way) => setWays(ways.includes(way) ? ways.filter((one) => one !== way) : [...ways, way]);
  return (
    <>
      {seats.length > 1 && (
        <FilterChips
          label={text.seatsFilter}
          chips={[
            { id: EVERYBODY, name: text.everybody },
            ...seats.map((seat) => ({ id: seat.personId, name: actorName(seat.name, language) })),
          ]}
          chosen={personId}
          onChoose={setPerson}
        />
      )}
      <FilterChips
        label={text.tabs}
        chips={WAYS.map((id) => ({ id, name: text[id], testId: `seats-${id}` }))}
        chosen={ways}
        onChoose={toggle}
      />
      {seats
        .filter((seat) => personId === EVERYBODY || seat.personId === personId)
        .map((seat) => (
          <Seat key={seat.personId} seat={seat} ways={ways} />
        ))}
    </>
  );
}

type Line = { readonly key: string; readonly at: number } & (
  | { readonly way: 'saw'; readonly look: ReviewLook }
  | { readonly way: 'did'; readonly action: ReviewAction }
);

function Seat({ seat, ways }: { readonly seat: ReviewSeat; readonly ways: readonly Way[] }) {
  const text = useReviewText();
  const language = useLanguage();
  const lines: readonly Line[] = [
    ...seat.looks.map((look, index) => ({ key: `saw:${index}`, way: 'saw' as const, at: look.fromAt, look })),
    ...seat.actions.map((action) => ({ key: `did:${action.seq}`, way: 'did' as const, at: action.at, action })),
  ]
    .filter(({ way }) => ways.includes(way))
    .toSorted((left, right) => left.at - right.at);
  return (
    <section className="seat" aria-label={seat.name} data-testid={`seat-${seat.personId}`}>
      <h3 className="seat__name">
        {actorName(seat.name, language)}
        {seat.machine !== null && <span className="quiet"> {text.atMachine(seat.machine)}</span>}
      </h3>
      {seat.actions.length === 0 && ways.includes('did') && <p className="quiet">{text.nothingDone}</p>}
      <ol className="film-lines">
        {lines.map((line) => (
          <li key={line.key} className={`film-line film-line--${line.way}`}>
            <Moment at={line.at} />
            <span className="film-line__way">{text[line.way]}</span>
            <span className="film-line__words">
              {line.way === 'did' ? pick(line.action.sentence, language) : <Sight look={line.look} />}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Sight({ look: { sight, fromAt, toAt } }: { readonly look: ReviewLook }) {
  const { sight: text } = useReviewText();
  const words =
    sight.kind === 'incident'
      ? text.incident(shortNumberOf(sight.number))
      : sight.kind === 'camera'
        ? text.camera(sight.name)
        : text.nothing;
  return (
    <>
      {words}
      {toAt !== null && <span className="quiet"> {formatClockSpan(toAt - fromAt)}</span>}
    </>
  );
}

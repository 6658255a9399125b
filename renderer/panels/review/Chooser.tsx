import { useCallback, useEffect, useRef, useState } from 'react';
import { type Language, pick } from '#shared/text/language.ts';
import { refusalSentence } from '#shared/text/refusals.ts';
import { formatDate, formatMinute } from '#shared/text/time.ts';
import {
  REVIEW_SPAN_LONGEST_MS,
  REVIEW_SUBJECTS_LONGEST_MS,
  type ReviewChoice,
  type ReviewSubjects,
} from '#shared/wire/review.ts';
import type { CoreAnswer } from '../../live/askCore.ts';
import { startOfDay } from '../../live/queueOrder.ts';
import { Button } from '../../ui/Button.tsx';
import { FilterChips } from '../../ui/FilterChips.tsx';
import { LevelMark } from '../../ui/LevelMark.tsx';
import { useListKeys } from '../../ui/useListKeys.ts';
import { useCommands, useLanguage, useLive, useText } from '../desk.tsx';
import { fieldOfMoment, momentOfField } from '../moment.ts';
import { useFilm, useFilmSession, useReviewText } from './film.tsx';
import './chooser.css';

const KINDS = ['all', 'incident', 'shift', 'drill'] as const;
type Kind = (typeof KINDS)[number];
const DAY_MS = 86_400_000;
const HALF_DAY_MS = DAY_MS / 2;
/** How far back words are looked for: as far as the core looks at once. */
const SEARCH_DAYS = REVIEW_SUBJECTS_LONGEST_MS / DAY_MS;
/** Typing is not asked about letter by letter. */
const SETTLE_MS = 300;

/** Incidents, shifts and drills of a day, the latest first, found by number, place or name; or any span. */
export function Chooser() {
  const text = useReviewText();
  const { choose: say } = text;
  const language = useLanguage();
  const session = useFilmSession();
  const { client } = useCommands();
  const hasFilm = useFilm((state) => state.film !== null);
  const [dayAt, setDay] = useState(() => startOfDay(client.now()));
  const [kind, setKind] = useState<Kind>('all');
  const [words, setWords] = useState('');
  const sought = useSettled(words.trim());
  const { answer, retry } = useSubjects(dayAt, sought);
  const today = startOfDay(client.now());
  const move = (days: number) => setDay((at) => startOfDay(at + days * DAY_MS + HALF_DAY_MS));
  return (
    <main className="chooser" data-testid="review-chooser">
      <div className="chooser__box">
        <header className="chooser__head">
          <h1>{say.title}</h1>
          <p className="quiet">{say.lead}</p>
          {hasFilm && (
            <Button keyLabel="Esc" onClick={() => session.choose(false)}>
              {say.back}
            </Button>
          )}
        </header>
        <div className="chooser__tools">
          <Button onClick={() => move(-1)}>{say.earlier}</Button>
          <strong className="chooser__day" data-testid="review-day">
            {sought === '' ? formatDate(dayAt, language) : say.lastDays(SEARCH_DAYS)}
          </strong>
          <Button disabled={dayAt >= today} onClick={() => move(1)}>
            {say.later}
          </Button>
          <Button look="plain" disabled={dayAt === today} onClick={() => setDay(today)}>
            {say.today}
          </Button>
          <input
            id="review-search"
            className="input"
            type="search"
            aria-label={say.search}
            placeholder={say.search}
            value={words}
            onChange={(event) => setWords(event.target.value)}
            data-testid="review-search"
          />
          <FilterChips
            label={say.kinds}
            chips={KINDS.map((id) => ({ id, name: id === 'all' ? say.all : text.kind[id] }))}
            chosen={kind}
            onChoose={setKind}
          />
        </div>
        <Found {...{ answer, kind, isSought: sought !== '', retry }} />
        <OwnSpan key={dayAt} dayAt={dayAt} />
      </div>
    </main>
  );
}

function Found({
  answer,
  kind,
  isSought,
  retry,
}: {
  readonly answer: CoreAnswer<ReviewSubjects> | null;
  readonly kind: Kind;
  readonly isSought: boolean;
  readonly retry: () => void;
}) {
  const text = useReviewText();
  const { choose: say } = text;
  const language = useLanguage();
  const keys = useListKeys('.choice');
  if (!answer) return <p className="empty">{say.loading}</p>;
  if (!answer.ok) {
    const { failure } = answer;
    const why = failure.code === 'unreachable' ? text.unreachable : refusalSentence(failure, language);
    return (
      <p className="empty" role="alert">
        {say.failed(why)} <Button onClick={retry}>{say.again}</Button>
      </p>
    );
  }
  const { choices, isCut } = answer.value;
  const found = choices.filter((choice) => kind === 'all' || choice.kind === kind);
  if (found.length === 0) return <p className="empty">{choices.length === 0 && !isSought ? say.none : say.noMatch}</p>;
  return (
    <>
      <ol className="chooser__list" ref={keys} aria-label={say.list}>
        {found.map((choice) => (
          <Choice key={choice.subject} choice={choice} language={language} />
        ))}
      </ol>
      {isCut && <p className="is-warn">{say.cut}</p>}
    </>
  );
}

function Choice({ choice, language }: { readonly choice: ReviewChoice; readonly language: Language }) {
  const text = useReviewText();
  const { words } = useText();
  const session = useFilmSession();
  const { subject, kind, name, detail, fromAt, toAt, level } = choice;
  return (
    <li>
      <button type="button" className="choice" onClick={() => session.open(subject)} data-testid={`choice-${subject}`}>
        {level === null ? (
          <span className="choice__kind">{text.kind[kind]}</span>
        ) : (
          <LevelMark level={level} label={words.level[level]} />
        )}
        <strong className="ellipsis">{pick(name, language)}</strong>
        <span className="choice__detail ellipsis">{pick(detail, language)}</span>
        <span className="choice__time">
          {formatMinute(fromAt, fromAt)} – {toAt === null ? text.choose.ongoing : formatMinute(toAt, fromAt)}
        </span>
      </button>
    </li>
  );
}

function OwnSpan({ dayAt }: { readonly dayAt: number }) {
  const { choose: say } = useReviewText();
  const { replay: past } = useText();
  const session = useFilmSession();
  const { client } = useCommands();
  const [from, setFrom] = useState(() => fieldOfMoment(dayAt));
  const [to, setTo] = useState(() =>
    fieldOfMoment(Math.min(dayAt + DAY_MS - 1_000, Math.max(dayAt + 1_000, client.now()))),
  );
  const [fromAt, toAt] = [momentOfField(from), momentOfField(to)];
  const isWhole = fromAt !== null && toAt !== null && fromAt < toAt && toAt - fromAt <= REVIEW_SPAN_LONGEST_MS;
  return (
    <fieldset className="chooser__span">
      <legend>{say.span}</legend>
      <label>
        {past.from}
        <input
          className="input"
          type="datetime-local"
          step={1}
          value={from}
          onChange={({ target }) => setFrom(target.value)}
        />
      </label>
      <label>
        {past.to}
        <input
          className="input"
          type="datetime-local"
          step={1}
          value={to}
          onChange={({ target }) => setTo(target.value)}
        />
      </label>
      <Button disabled={!isWhole} onClick={() => session.open(`span:${fromAt}-${toAt}`)} data-testid="review-span">
        {say.openSpan}
      </Button>
    </fieldset>
  );
}

/** Null while it is read. Asked once the core is there, and anew for another day or other words. */
function useSubjects(dayAt: number, words: string) {
  const { client } = useCommands();
  const session = useFilmSession();
  const isLive = useLive(({ connection }) => connection.state === 'live');
  const [answer, setAnswer] = useState<CoreAnswer<ReviewSubjects> | null>(null);
  const asked = useRef(0);
  const ask = useCallback(async () => {
    const nth = ++asked.current;
    setAnswer(null);
    const now = client.now();
    const [fromAt, toAt] =
      words === '' ? [dayAt, startOfDay(dayAt + DAY_MS + HALF_DAY_MS)] : [now - SEARCH_DAYS * DAY_MS, now];
    const told = await session.api.subjects(fromAt, toAt, words);
    if (nth === asked.current) setAnswer(told);
  }, [session, client, dayAt, words]);
  useEffect(() => {
    if (isLive) void ask();
  }, [isLive, ask]);
  return { answer, retry: () => void ask() };
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

import { useState } from 'react';
import { actorName } from '#shared/text/system.ts';
import { formatDayTime, formatTime } from '#shared/text/time.ts';
import type { ReviewMark } from '#shared/wire/review.ts';
import type { MarkDraft } from '../../live/review/filmSession.ts';
import { MARK_SIGNS } from '../../live/review/lanes.ts';
import { Button } from '../../ui/Button.tsx';
import { useLanguage } from '../desk.tsx';
import { useFilm, useFilmSession, useReviewText } from './film.tsx';
import { Moment } from './Moment.tsx';
import { useMarkOrders } from './useMarkOrders.ts';

const NONE: readonly ReviewMark[] = [];
const LONGEST = 1_000;

/** Bookmarks and comments by their moment, and the one being written. */
export function MarksTab() {
  const text = useReviewText();
  const marks = useFilm((state) => state.film?.marks ?? NONE);
  const draft = useFilm((state) => state.draft);
  return (
    <>
      {draft && <MarkForm key={`${draft.markId}:${draft.kind}:${draft.at}`} draft={draft} />}
      {marks.length === 0 && !draft && <p className="empty">{text.marksNone}</p>}
      <ol className="marks">
        {marks
          .toSorted((left, right) => left.at - right.at)
          .map((mark) => (
            <Mark key={mark.id} mark={mark} />
          ))}
      </ol>
    </>
  );
}

function Mark({ mark }: { readonly mark: ReviewMark }) {
  const text = useReviewText();
  const language = useLanguage();
  const film = useFilmSession();
  const { remove, mayEdit, mayRemove } = useMarkOrders();
  const [reason, setReason] = useState<string | null>(null);
  const isAsked = reason !== null;
  const needsReason = !mayEdit(mark);
  return (
    <li className={`mark mark--${mark.kind}`} data-testid={`mark-${mark.id}`}>
      <header className="mark__head">
        <span aria-hidden="true" className="mark__sign">
          {MARK_SIGNS[mark.kind]}
        </span>
        <Moment at={mark.at} />
        <span className="quiet ellipsis">
          {text.made(actorName(mark.by, language), formatDayTime(mark.madeAt))}
          {mark.editedAt !== null && ` · ${text.edited}`}
        </span>
      </header>
      <p className="mark__words selectable">{mark.text}</p>
      {mayRemove(mark) && (
        <p className="mark__foot">
          {isAsked && needsReason && (
            <input
              className="input"
              aria-label={text.removeWhy}
              placeholder={text.removeWhy}
              maxLength={300}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
          {!isAsked && mayEdit(mark) && (
            <Button
              look="plain"
              onClick={() => film.write({ markId: mark.id, at: mark.at, kind: mark.kind, text: mark.text })}
              data-testid="mark-edit"
            >
              {text.edit}
            </Button>
          )}
          {isAsked && (
            <Button look="plain" onClick={() => setReason(null)}>
              {text.cancel}
            </Button>
          )}
          <Button
            look={isAsked ? 'danger' : 'plain'}
            disabled={isAsked && needsReason && reason.trim() === ''}
            onClick={() => (isAsked ? void remove(mark.id, reason.trim()) : setReason(''))}
            data-testid="mark-remove"
          >
            {isAsked ? text.removeSure : text.remove}
          </Button>
        </p>
      )}
    </li>
  );
}

/** Somebody pressed a key to write here. */
const takeFocus = (field: HTMLTextAreaElement | null) => field?.focus();

/** Enter saves, Escape leaves it; of a comment Shift and Enter begin a new line. */
function MarkForm({ draft }: { readonly draft: MarkDraft }) {
  const text = useReviewText();
  const film = useFilmSession();
  const { save } = useMarkOrders();
  const [words, setWords] = useState(draft.text);
  const [isBusy, setBusy] = useState(false);
  const isEmpty = words.trim() === '';
  const send = async () => {
    if (isEmpty || isBusy) return;
    setBusy(true);
    const isDone = await save({ ...draft, text: words.trim() });
    setBusy(false);
    if (isDone) film.write(null);
  };
  return (
    <form
      className="mark-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p className="mark-form__title">
        {text.markKind[draft.kind]} <span className="quiet">{text.markAt(formatTime(draft.at))}</span>
      </p>
      <textarea
        ref={takeFocus}
        className="input"
        rows={draft.kind === 'comment' ? 4 : 1}
        maxLength={LONGEST}
        aria-label={text.markWords}
        placeholder={draft.kind === 'comment' ? text.commentHint : text.markHint}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') film.write(null);
          else if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            void send();
          }
        }}
        data-testid="mark-words"
      />
      <div className="mark-form__foot">
        <Button look="plain" keyLabel="Esc" onClick={() => film.write(null)}>
          {text.cancel}
        </Button>
        <Button
          look="primary"
          keyLabel="Enter"
          disabled={isEmpty}
          isWaiting={isBusy}
          onClick={() => void send()}
          data-testid="mark-save"
        >
          {text.save}
        </Button>
      </div>
    </form>
  );
}

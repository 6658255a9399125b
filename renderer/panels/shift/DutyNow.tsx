import { useState } from 'react';
import { onDuty, runningShift, type ShiftNote, standingOf, suggestedShift } from '#shared/domain/shift.ts';
import { handOverWords } from '#shared/text/handOverWords.ts';
import { actorName } from '#shared/text/system.ts';
import { formatAgo, formatDayTime } from '#shared/text/time.ts';
import { maySend, sendCommand } from '../../commands/context.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { Section } from '../../ui/Section.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useNow, useText } from '../desk.tsx';
import { BesideForm } from './BesideForm.tsx';
import { useOwn } from './useOwn.ts';

/** Of the one who stands beside whoever is signed in. */
const BESIDE = ['shift.begin', 'shift.end'] as const;

/** Who is here, who should be, and the notes that go on to the next. */
export function DutyNow() {
  const context = useCommands();
  const { shift: text } = useText();
  const language = useLanguage();
  const now = useNow();
  const own = useOwn();
  const shifts = useLive(({ live }) => [...live.world.duty.shifts.values()], isShallowEqual);
  const present = onDuty(shifts);
  const running = runningShift(shifts, now);
  const suggested = suggestedShift(shifts, own.accountId ?? '', now);
  const [beside, setBeside] = useState<(typeof BESIDE)[number] | null>(null);
  const words = handOverWords[language];
  const mayAct = useLive(() => maySend(context, 'shift.begin'));
  return (
    <>
      <Section title={text.onDuty}>
        {present.length === 0 && <p className="shift__empty">{text.nobodyOnDuty}</p>}
        <ul className="shift-people" data-testid="on-duty">
          {present.map(({ accountId, name, post, beganAt, lateMinutes }) => (
            <li key={accountId} className="shift-people__line">
              <Badge tone="good">{post ? text.post[post] : words.adHoc}</Badge>
              <strong>{actorName(name, language)}</strong>
              <span className="quiet">{text.since(formatDayTime(beganAt), formatAgo(now - beganAt, language))}</span>
              {lateMinutes > 0 && <Badge tone="warn">{text.late(lateMinutes)}</Badge>}
            </li>
          ))}
        </ul>
        <div className="shift__actions">
          {own.shiftId === null ? (
            <Button
              look="primary"
              disabled={!mayAct}
              onClick={() => void sendCommand(context, 'shift.begin', {})}
              data-testid="shift-begin"
            >
              {suggested ? text.beginNamed(suggested.name || words.adHoc) : text.beginAdHoc}
            </Button>
          ) : (
            <Button onClick={() => void sendCommand(context, 'shift.end', {})} data-testid="shift-end">
              {text.end}
            </Button>
          )}
          {BESIDE.map((kind) => (
            <Button
              key={kind}
              disabled={!mayAct || (kind === 'shift.end' && present.length < 2)}
              aria-expanded={beside === kind}
              onClick={() => setBeside(beside === kind ? null : kind)}
              data-testid={`beside-${kind === 'shift.begin' ? 'begin' : 'end'}`}
            >
              {text.beside[kind]}
            </Button>
          ))}
        </div>
        {beside && (
          <>
            <p className="quiet">{text.besideWhy}</p>
            <BesideForm key={beside} kind={beside} sendLabel={text.beside[beside]} onDone={() => setBeside(null)} />
          </>
        )}
      </Section>
      <Section title={text.planned}>
        {running && running.people.length > 0 ? (
          <ul className="shift-people">
            {running.people.map(({ accountId, name, post }) => {
              const standing = standingOf(running, accountId, now);
              const tone = standing === 'present' ? 'good' : ['late', 'absent'].includes(standing) ? 'bad' : 'neutral';
              return (
                <li key={accountId} className="shift-people__line">
                  <Badge tone={tone}>{words.attendance[standing]}</Badge>
                  <strong>{name}</strong>
                  <span className="quiet">{text.post[post]}</span>
                </li>
              );
            })}
          </ul>
        ) : (
          <p className="shift__empty">{text.noPlan}</p>
        )}
      </Section>
      <Notes notes={shifts.flatMap(({ id, notes }) => notes.map((note) => ({ ...note, shiftId: id })))} />
    </>
  );
}

function Notes({ notes }: { readonly notes: readonly (ShiftNote & { readonly shiftId: string })[] }) {
  const context = useCommands();
  const { shift: text } = useText();
  const language = useLanguage();
  const [words, setWords] = useState('');
  const [mustHandOver, setMust] = useState(false);
  const open = notes.filter((note) => note.mustHandOver && note.settledAt === null);
  const add = async () => {
    const outcome = await sendCommand(context, 'shift.note', { text: words, mustHandOver });
    if (outcome.state === 'done') setWords('');
  };
  return (
    <Section title={text.notes}>
      {open.length === 0 && <p className="shift__empty">{text.noNotes}</p>}
      <ul className="shift-people">
        {open.map((note) => (
          <li key={note.id} className="shift-people__line">
            <Badge tone="warn">{text.mustHandOver}</Badge>
            <span className="shift-people__words">{note.text}</span>
            <span className="quiet">
              {actorName(note.by, language)} {formatDayTime(note.at)}
            </span>
            <Button
              onClick={() => void sendCommand(context, 'shift.settleNote', { shiftId: note.shiftId, noteId: note.id })}
            >
              {text.settle}
            </Button>
          </li>
        ))}
      </ul>
      <form
        className="shift-note"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <input
          className="input"
          aria-label={text.noteLabel}
          placeholder={text.notePlaceholder}
          maxLength={500}
          value={words}
          onChange={(event) => setWords(event.target.value)}
          data-testid="shift-note"
        />
        <label className="shift-note__must">
          <input
            type="checkbox"
            checked={mustHandOver}
            onChange={(event) => setMust(event.target.checked)}
            data-testid="shift-note-must"
          />
          {text.mustHandOver}
        </label>
        <Button disabled={words.trim() === ''} onClick={() => void add()} data-testid="shift-note-add">
          {text.add}
        </Button>
      </form>
    </Section>
  );
}

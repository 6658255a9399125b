import { type KeyboardEvent, useState } from 'react';
import { type HandOverState, itemStanding } from '#shared/domain/handOver.ts';
import { type HandOverItem, handOverItems } from '#shared/domain/handOverItems.ts';
import { handOverWords, itemDetail, itemTitle } from '#shared/text/handOverWords.ts';
import { sendCommand } from '../../commands/context.ts';
import { Badge, type Tone } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useLanguage, useLive, useText } from '../desk.tsx';

const TONES = {
  untouched: 'neutral',
  changed: 'warn',
  asked: 'warn',
  seen: 'good',
  taken: 'good',
} as const satisfies Record<string, Tone>;

const sameItems = (left: readonly HandOverItem[], right: readonly HandOverItem[]) =>
  left.length === right.length &&
  left.every(({ key, digest }, index) => right[index]?.key === key && right[index]?.digest === digest);

/** Item by item. The arrows walk, Space has read it, Enter has it in hand, `?` asks the giver. */
export function HandOverItems({ handOver, isGiver }: { readonly handOver: HandOverState; readonly isGiver: boolean }) {
  const context = useCommands();
  const { shift: text } = useText();
  const items = useLive(({ live }) => handOverItems(live.world), sameItems);
  const [asking, setAsking] = useState<string | null>(null);
  const left = items.filter((item) => !['seen', 'taken'].includes(itemStanding(handOver, item))).length;
  const touch = async (item: HandOverItem, how: 'seen' | 'taken') => {
    const { key, digest } = item;
    await sendCommand(context, 'handOver.touch', { handOverId: handOver.id, key, digest, how }, `touch:${key}`);
  };
  const onKey = (event: KeyboardEvent<HTMLLIElement>, item: HandOverItem) => {
    if (event.target !== event.currentTarget) return;
    const line = event.currentTarget;
    const next = { ArrowDown: line.nextElementSibling, ArrowUp: line.previousElementSibling }[event.key];
    const isOwn = next !== undefined || (!isGiver && [' ', 'Enter', '?'].includes(event.key));
    if (!isOwn) return;
    event.preventDefault();
    event.stopPropagation();
    if (next instanceof HTMLElement) next.focus();
    if (event.key === ' ' || event.key === 'Enter') {
      void touch(item, event.key === ' ' ? 'seen' : 'taken');
      if (line.nextElementSibling instanceof HTMLElement) line.nextElementSibling.focus();
    }
    if (event.key === '?' && !handOver.sealed) setAsking(item.key);
  };
  return (
    <>
      <p className={left > 0 ? 'shift-left shift-left--open' : 'shift-left'} role="status" data-testid="hand-over-left">
        {items.length === 0 ? text.nothingOwed : left > 0 ? text.notSeen(left) : text.allTouched}
        {!isGiver && items.length > 0 && <span className="quiet"> · {text.keys}</span>}
      </p>
      <ul className="shift-items" data-testid="hand-over-items">
        {items.map((item, index) => (
          <Line
            key={item.key}
            item={item}
            handOver={handOver}
            isGiver={isGiver}
            isFirst={index === 0}
            isAsking={asking === item.key}
            onKey={onKey}
            onTouch={(how) => void touch(item, how)}
            onAsk={(isOn) => setAsking(isOn ? item.key : null)}
          />
        ))}
      </ul>
    </>
  );
}

function Line({
  item,
  handOver,
  isGiver,
  isFirst,
  isAsking,
  onKey,
  onTouch,
  onAsk,
}: {
  readonly item: HandOverItem;
  readonly handOver: HandOverState;
  readonly isGiver: boolean;
  readonly isFirst: boolean;
  readonly isAsking: boolean;
  readonly onKey: (event: KeyboardEvent<HTMLLIElement>, item: HandOverItem) => void;
  readonly onTouch: (how: 'seen' | 'taken') => void;
  readonly onAsk: (isOn: boolean) => void;
}) {
  const context = useCommands();
  const { shift: text } = useText();
  const language = useLanguage();
  const words = handOverWords[language];
  const standing = itemStanding(handOver, item);
  const questions = handOver.questions.filter(({ key }) => key === item.key);
  const { id: handOverId } = handOver;
  const say = async (kind: 'handOver.ask' | 'handOver.answer', body: object) => {
    const outcome = await sendCommand(context, kind, { handOverId, ...body });
    if (outcome.state === 'done') onAsk(false);
  };
  return (
    <li
      className="shift-items__line"
      tabIndex={isFirst ? 0 : -1}
      onKeyDown={(event) => onKey(event, item)}
      data-testid="hand-over-item"
      data-standing={standing}
    >
      <span className="shift-items__kind">{words.kind[item.kind]}</span>
      <span className="shift-items__words">
        <strong>{itemTitle(item, language)}</strong>
        <span className="quiet">{itemDetail(item, language)}</span>
        {questions.map((question) => (
          <span key={question.id} className="shift-items__question">
            {text.ask}: {question.text} — {question.answer?.text ?? text.unanswered}
          </span>
        ))}
        {isGiver &&
          questions
            .filter(({ answer }) => answer === null)
            .map(({ id }) => (
              <Words
                key={id}
                label={text.answer}
                onSay={(words) => void say('handOver.answer', { questionId: id, text: words })}
              />
            ))}
        {isAsking && (
          <Words label={text.question} onSay={(words) => void say('handOver.ask', { key: item.key, text: words })} />
        )}
      </span>
      <Badge tone={TONES[standing]}>{words.standing[standing]}</Badge>
      {!isGiver && (
        <span className="shift-items__buttons">
          <Button onClick={() => onTouch('seen')} data-testid="touch-seen">
            {text.seen}
          </Button>
          <Button onClick={() => onTouch('taken')} data-testid="touch-taken">
            {text.taken}
          </Button>
          {!handOver.sealed && (
            <Button look="plain" onClick={() => onAsk(!isAsking)}>
              {text.ask}
            </Button>
          )}
        </span>
      )}
    </li>
  );
}

function Words({ label, onSay }: { readonly label: string; readonly onSay: (words: string) => void }) {
  const { shift: text } = useText();
  const [words, setWords] = useState('');
  return (
    <form
      className="shift-note"
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim() !== '') onSay(words);
      }}
    >
      <input
        className="input"
        aria-label={label}
        placeholder={label}
        maxLength={500}
        value={words}
        onChange={(event) => setWords(event.target.value)}
        data-testid="hand-over-words"
      />
      <Button disabled={words.trim() === ''} onClick={() => onSay(words)}>
        {text.send}
      </Button>
    </form>
  );
}

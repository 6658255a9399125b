import { type FormEvent, useEffect, useRef, useState } from 'react';
import { MESSAGE_LIMIT, type Message } from '#shared/domain/message.ts';
import { formatTime } from '#shared/text/time.ts';
import { waitingWords } from '../outbox/shown.ts';
import { usePhone, usePhoneState, useText } from '../phoneContext.ts';

/** Of the desk, and nobody here has had it before his eyes. */
export const unreadCount = (messages: readonly Message[]): number =>
  messages.filter(({ from, readAt }) => from === 'desk' && readAt === null).length;

export function MessagesScreen() {
  const { phone } = usePhone();
  const { messages, outbox, session } = usePhoneState();
  const say = useText().messages;
  const [text, setText] = useState('');
  const end = useRef<HTMLDivElement>(null);
  const unitId = session?.unitId;
  const lastUnread = messages.findLast(({ from, readAt }) => from === 'desk' && readAt === null)?.id;
  useEffect(() => {
    if (unitId === undefined || lastUnread === undefined) return;
    phone.command('message.mark', { unitId, upTo: lastUnread, as: 'read' });
    // Read is read, also while the station has not heard of it.
    phone.change({
      messages: phone.state.messages.map((message) =>
        message.from === 'desk' && message.readAt === null ? { ...message, readAt: phone.now() } : message,
      ),
    });
  }, [phone, unitId, lastUnread]);
  const waiting = waitingWords(outbox);
  const count = messages.length + waiting.length;
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'end' });
  }, [count]);
  const sayWords = (words: string) => {
    if (unitId !== undefined && words.trim() !== '') {
      phone.command('message.send', { unitIds: [unitId], text: words.trim() });
    }
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    sayWords(text);
    setText('');
  };
  return (
    <div className="thread">
      <div className="thread__rows" data-testid="messages">
        {count === 0 && <p className="empty">{say.none}</p>}
        {messages.map((message) => (
          <p key={message.id} className={`words words--${message.from}`}>
            <span>{message.text}</span>
            <small>
              {message.from === 'desk' ? say.desk : stateOf(message)} {formatTime(message.at)}
            </small>
          </p>
        ))}
        {waiting.map(({ id, text: words, at }) => (
          <p key={id} className="words words--unit words--waiting">
            <span>{words}</span>
            <small>
              {say.waiting} {formatTime(at)}
            </small>
          </p>
        ))}
        <div ref={end} />
      </div>
      <div className="chips chips--line">
        {say.chips.map((chip) => (
          <button key={chip} type="button" className="big" onClick={() => sayWords(chip)}>
            {chip}
          </button>
        ))}
      </div>
      <form className="thread__form" onSubmit={send}>
        <input
          className="input"
          value={text}
          maxLength={MESSAGE_LIMIT}
          placeholder={say.write}
          aria-label={say.write}
          onChange={({ target }) => setText(target.value)}
          data-testid="message-text"
        />
        <button type="submit" className="big big--main" disabled={text.trim() === ''} data-testid="message-send">
          {say.send}
        </button>
      </form>
    </div>
  );

  function stateOf({ deliveredAt, readAt }: Message): string {
    if (readAt !== null) return say.read;
    return deliveredAt === null ? say.sent : say.delivered;
  }
}

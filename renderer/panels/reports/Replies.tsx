import { type FormEvent, useState } from 'react';
import type { PublicReport } from '#shared/domain/publicReport.ts';
import { formatDayTime } from '#shared/text/time.ts';
import { sendCommand } from '../../commands/context.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useText, useView } from '../desk.tsx';

/** What the reporter was told and whether it has reached him; and the desk's own words to him. */
export function Replies({ report, may }: { readonly report: PublicReport; readonly may: boolean }) {
  const context = useCommands();
  const say = useText().reports;
  const [text, setText] = useState('');
  const name = `publicReport.answer:${report.id}`;
  const isWaiting = useView((state) => state.pending.includes(name));
  if (report.replies.length === 0 && !may) return null;
  const send = async (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() === '' || isWaiting) return;
    const outcome = await sendCommand(context, 'publicReport.answer', { reportId: report.id, text: text.trim() }, name);
    if (outcome.state === 'done') setText('');
  };
  return (
    <div className="public-report__replies">
      {report.replies.length > 0 && (
        <ul aria-label={say.replies}>
          {report.replies.map((reply) => (
            <li key={reply.id} data-testid={`reply-${reply.stage}`}>
              <strong>{say.stage[reply.stage]}</strong>
              <span className={`public-report__reply public-report__reply--${reply.state}`}>
                {say.replyState[reply.state]}
                {reply.fault !== null && `：${say.fault(reply.fault)}`}
              </span>
              <time>{formatDayTime(reply.settledAt ?? reply.at)}</time>
              {reply.stage === 'answer' && <span className="selectable">{reply.text}</span>}
            </li>
          ))}
        </ul>
      )}
      {may && (
        <form className="public-report__actions" onSubmit={send}>
          <input
            className="input"
            value={text}
            maxLength={600}
            placeholder={say.answer}
            aria-label={say.answer}
            onChange={(event) => setText(event.target.value)}
          />
          <Button disabled={text.trim() === ''} isWaiting={isWaiting} onClick={() => void send()}>
            {say.send}
          </Button>
        </form>
      )}
    </div>
  );
}

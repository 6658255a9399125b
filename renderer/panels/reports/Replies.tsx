import type { PublicReport } from '#shared/domain/publicReport.ts';
import { formatDayTime } from '#shared/text/time.ts';
import { sendCommand } from '../../commands/context.ts';
import { SendLine } from '../../ui/form/SendLine.tsx';
import { useCommands, useText, useView } from '../desk.tsx';

/** What the reporter was told and whether it has reached him; and the desk's own words to him. */
export function Replies({ report, may }: { readonly report: PublicReport; readonly may: boolean }) {
  const context = useCommands();
  const say = useText().reports;
  const name = `publicReport.answer:${report.id}`;
  const isWaiting = useView((state) => state.pending.includes(name));
  if (report.replies.length === 0 && !may) return null;
  const send = async (text: string) => {
    const outcome = await sendCommand(context, 'publicReport.answer', { reportId: report.id, text }, name);
    return outcome.state === 'done';
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
      {may && <SendLine label={say.answer} sendLabel={say.send} maxLength={600} isWaiting={isWaiting} onSend={send} />}
    </div>
  );
}

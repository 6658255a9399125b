import { formatSpan, formatTime } from '#shared/text/time.ts';
import type { WorkerWords } from '#shared/text/worker.ts';
import type { OutboxItem } from '../outbox/item.ts';
import { useNow, usePhone, usePhoneState, useText } from '../phoneContext.ts';
import { Sheet } from '../ui/Sheet.tsx';
import { wordsOfRefusal } from './wordsOfRefusal.ts';

/** What waits, since when, and what was refused and why: nothing goes without a word. */
export function OutboxSheet({ onClose }: { readonly onClose: () => void }) {
  const text = useText();
  return (
    <Sheet title={text.outbox.title} onClose={onClose}>
      <OutboxList />
    </Sheet>
  );
}

export function OutboxList() {
  const { outbox } = usePhoneState();
  const text = useText();
  if (outbox.length === 0) return <p className="empty">{text.outbox.empty}</p>;
  return (
    <>
      <p className="hint">{text.outbox.orderHint}</p>
      <ol className="rows" data-testid="outbox">
        {outbox.map((item) => (
          <Row key={item.seq} item={item} />
        ))}
      </ol>
    </>
  );
}

function Row({ item }: { readonly item: OutboxItem }) {
  const { phone } = usePhone();
  const { language } = usePhoneState();
  const text = useText();
  const now = useNow();
  return (
    <li className="row" data-testid="outbox-item" data-state={item.state}>
      <strong>{nameOf(item, text)}</strong>
      <span className="row__faint">
        {formatTime(item.madeAt)}
        {item.state === 'waiting' && ` · ${text.outbox.since(formatSpan(now - item.madeAt, language))}`}
      </span>
      {item.state === 'waiting' && item.retryAt !== null && <span className="row__faint">{text.outbox.fileRetry}</span>}
      {item.refusal && (
        <>
          <span className="bad">{text.outbox.refusedBecause(wordsOfRefusal(item.refusal, language))}</span>
          <button type="button" className="big" onClick={() => phone.dismiss(item.seq)} data-testid="dismiss">
            {text.outbox.dismiss}
          </button>
        </>
      )}
    </li>
  );
}

function nameOf({ deed, files }: OutboxItem, { outbox, order, tasks }: WorkerWords): string {
  const say = outbox.deed;
  switch (deed.kind) {
    case 'shift':
      return deed.isOnShift ? say.shiftOn : say.shiftOff;
    case 'sos':
      return say.sos;
    case 'report':
      return order.move[deed.move];
    case 'command':
      switch (deed.command) {
        case 'message.send':
          return `${say.message} · ${String(deed.body.text)}`;
        case 'message.mark':
          return say.mark;
        case 'evidence.add':
          return files.some(({ blob }) => blob.type.startsWith('audio/')) ? say.voice : say.photo;
        case 'field.report':
          return say.report;
        case 'incident.answerLink':
          return say.linkage;
        case 'task.checkIn':
          return say.checkIn;
        case 'task.item':
          return say.item;
        case 'task.claim':
          return `${say.task} · ${tasks.claim}`;
        case 'task.accept':
          return `${say.task} · ${tasks.accept}`;
        case 'task.refuse':
          return `${say.task} · ${tasks.refuse}`;
        case 'task.start':
          return `${say.task} · ${tasks.start}`;
        case 'task.finish':
          return `${say.task} · ${tasks.finish}`;
      }
  }
}

import { pick } from '#shared/text/language.ts';
import { formatDayTime } from '#shared/text/time.ts';
import { Button } from '../../ui/Button.tsx';
import { useCommands, useLanguage, useLive, useText } from '../desk.tsx';
import { Card } from './Card.tsx';

export function AlarmCard({ alarmId }: { readonly alarmId: string }) {
  const { view } = useCommands();
  const text = useText();
  const language = useLanguage();
  const alarm = useLive(({ live }) => live.world.alarms.get(alarmId));
  const incidentId = alarm?.incidentId;
  if (!alarm) {
    return (
      <Card kind={text.cards.kind.alarm} title={alarmId}>
        <p className="card__faint">{text.incident.notHeld}</p>
      </Card>
    );
  }
  return (
    <Card kind={text.cards.kind.alarm} title={pick(alarm.title, language)}>
      <dl className="facts">
        <dt>{text.words.alarmClass[alarm.class]}</dt>
        <dd>
          {formatDayTime(alarm.receivedAt)} {alarm.code && text.incident.code(alarm.code)}
        </dd>
        <dt>{text.cards.encryption}</dt>
        <dd>{alarm.authenticated === 'encrypted' ? text.incident.encrypted : text.incident.clear}</dd>
        <dt>{text.incident.raw}</dt>
        <dd className="card__code">{alarm.raw}</dd>
      </dl>
      {incidentId && (
        <div className="card__actions">
          <Button onClick={() => view.select({ kind: 'incident', id: incidentId })}>{text.cards.openEngagement}</Button>
        </div>
      )}
    </Card>
  );
}

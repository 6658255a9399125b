import { isShelvable } from '#shared/catalog/alarmKinds.ts';
import type { Chatter } from '#shared/domain/alarmFigures.ts';
import { pick } from '#shared/text/language.ts';
import { formatAgo } from '#shared/text/time.ts';
import { maySend } from '../../commands/context.ts';
import { chatteringNow } from '../../live/alarmRates.ts';
import { Button } from '../../ui/Button.tsx';
import { isShallowEqual } from '../../ui/useFollow.ts';
import { useCommands, useLanguage, useLive, useNow, useText } from '../desk.tsx';

/** Who chatters now, from what this window holds of the last two hours. */
export function ChatteringList() {
  const say = useText().alarms;
  const now = useNow();
  const alarms = useLive(({ live }) => [...live.world.alarms.values()], isShallowEqual);
  const chattering = chatteringNow(alarms, now);
  if (chattering.length === 0) return <p className="empty">{say.chatteringEmpty}</p>;
  return (
    <>
      <p className="alarm-note">{say.chatteringHint}</p>
      <ChatterRows chattering={chattering} />
    </>
  );
}

export function ChatterRows({ chattering }: { readonly chattering: readonly Chatter[] }) {
  return (
    <ul className="alarm-list" data-testid="chattering-list">
      {chattering.map((chatter) => (
        <Row key={`${chatter.source} ${chatter.class}`} chatter={chatter} />
      ))}
    </ul>
  );
}

function Row({ chatter }: { readonly chatter: Chatter }) {
  const context = useCommands();
  const { view } = context;
  const text = useText();
  const say = text.alarms;
  const language = useLanguage();
  const now = useNow();
  const { deviceId } = chatter;
  const device = useLive(({ live }) => (deviceId === null ? undefined : live.world.devices.get(deviceId)));
  const may = useLive(() => maySend(context, 'device.shelve'));
  return (
    <li className="alarm-row" data-testid={`chattering-${chatter.source}`}>
      <strong className="alarm-row__figure">{say.inMinute(chatter.mostInMinute)}</strong>
      <button
        type="button"
        className="alarm-row__name ellipsis"
        disabled={!device}
        onClick={() => device && view.select({ kind: 'device', id: device.id })}
      >
        {device?.name ?? chatter.source}
      </button>
      <span className="alarm-row__detail ellipsis">
        {[pick(chatter.title, language), say.times(chatter.count), formatAgo(now - chatter.lastAt, language)].join(
          ' · ',
        )}
      </span>
      {device && isShelvable(chatter.class) && !device.shelf && (
        <Button
          disabled={!may}
          onClick={() => view.change({ dialog: { kind: 'shelve', deviceId: device.id } })}
          data-testid={`shelve-${device.id}`}
        >
          {say.shelve}
        </Button>
      )}
      {device?.shelf && <span className="alarm-row__mark">{say.shelved}</span>}
      {!isShelvable(chatter.class) && <span className="alarm-row__mark">{text.words.alarmClass[chatter.class]}</span>}
    </li>
  );
}

import { INCIDENT_KIND_CATALOG } from '#shared/catalog/incidentKinds.ts';
import type { AlarmMarkOfDay, IncidentMark } from '#shared/domain/dayMark.ts';
import { pick } from '#shared/text/language.ts';
import { formatTime } from '#shared/text/time.ts';
import { LevelMark } from '../../ui/LevelMark.tsx';
import { useCommands, useLanguage, useLive, useNow, useText } from '../desk.tsx';
import { shortNumber } from '../incidentWords.ts';
import type { NumberRow } from './rowGroups.ts';

type Opens = (incidentId: string) => void;

/** One row, which opens what it is about. */
export function NumberRowLine({ row, onOpenIncident }: { readonly row: NumberRow; readonly onOpenIncident: Opens }) {
  const { view } = useCommands();
  if (row.of === 'incident') return <IncidentLine mark={row.mark} onOpen={onOpenIncident} />;
  if (row.of === 'alarm') return <AlarmLine mark={row.mark} onOpenIncident={onOpenIncident} />;
  const { of: kind, id, name } = row;
  return (
    <li data-row={id}>
      <button type="button" className="number-row" onClick={() => view.select({ kind, id })}>
        <span className="number-row__name ellipsis">{name}</span>
      </button>
    </li>
  );
}

function IncidentLine({ mark, onOpen }: { readonly mark: IncidentMark; readonly onOpen: Opens }) {
  const text = useText();
  const language = useLanguage();
  const now = useNow();
  const { id, number, kind, level, placeName, openedAt, closeReason } = mark;
  return (
    <li data-row={id}>
      <button type="button" className="number-row" onClick={() => onOpen(id)}>
        <LevelMark level={level} label={text.words.level[level]} size={16} />
        <span className="number-row__name ellipsis">
          {pick(INCIDENT_KIND_CATALOG[kind], language)} · {placeName}
        </span>
        <span className="number-row__aside">
          {shortNumber({ number }, now)} · {formatTime(openedAt)} ·{' '}
          {closeReason === null ? text.numbers.stillOpen : text.words.closeReason[closeReason]}
        </span>
      </button>
    </li>
  );
}

/** Opens its incident; where it came to none, the device. */
function AlarmLine({ mark, onOpenIncident }: { readonly mark: AlarmMarkOfDay; readonly onOpenIncident: Opens }) {
  const { view } = useCommands();
  const { numbers: say, words } = useText();
  const { alarmId, at, class: alarmClass, deviceId, source, incidentId } = mark;
  const device = useLive(({ live }) => (deviceId === null ? undefined : live.world.devices.get(deviceId)));
  const open = () => {
    if (incidentId !== null) onOpenIncident(incidentId);
    else if (device) view.select({ kind: device.kind === 'camera' ? 'camera' : 'device', id: device.id });
  };
  return (
    <li data-row={alarmId}>
      <button type="button" className="number-row" disabled={incidentId === null && !device} onClick={open}>
        <span className="number-row__name ellipsis">
          {words.alarmClass[alarmClass]} · {device?.name ?? (source || say.unknownSource)}
        </span>
        <span className="number-row__aside">
          {formatTime(at)}
          {incidentId === null && ` · ${say.noIncident}`}
        </span>
      </button>
    </li>
  );
}

/** What is said of a device: its nuisance alarms are kept quiet for a while. */
import type { DeviceState } from '#shared/domain/device.ts';
import { SHELF_LIMIT_MS } from '#shared/domain/shelf.ts';
import { words } from '#shared/text/words.ts';
import { shelvableClasses } from '../alarmCommands.ts';
import { type BarLine, restFrom } from './line.ts';
import type { BarReading, BarSight } from './reading.ts';
import { fillSlot, ready, refused, textOf } from './slots.ts';

const MINUTE_MS = 60_000;
const REASON_LIMIT = 300;

/** `30分`, `2小时`, `45m`, `1h` in milliseconds; null: no span. */
export function spanIn(word: string): number | null {
  const match = /^(\d{1,3})(分钟?|m|min|小?时|h)$/i.exec(word.normalize('NFKC'));
  if (!match) return null;
  const isHours = /^(小?时|h)$/i.test(match[2] ?? '');
  return Number(match[1]) * (isHours ? 60 : 1) * MINUTE_MS;
}

export function readShelve(line: BarLine, sight: BarSight): BarReading {
  const text = textOf(sight);
  const choices = [...sight.world.devices.values()].map((device) => ({
    item: device,
    names: [device.name],
    codes: [device.id, ...(device.account ? [device.account] : [])],
  }));
  const device = fillSlot<DeviceState>(line, 0, choices, sight, {
    need: text.problem.needDevice,
    none: text.problem.noDevice,
    title: ({ name }) => name,
    detail: ({ kind, id }) => `${words[sight.language].deviceKind[kind]} · ${id}`,
    word: ({ id }) => id,
    id: ({ id }) => `device-${id}`,
  });
  if ('stop' in device) return device.stop;
  const { id, name } = device.item;
  if (!sight.may('device.shelve')) return refused(text.problem.mayNot, device.completions);
  const classes = shelvableClasses(sight.world, id);
  if (classes.length === 0) return refused(text.problem.nothingToShelve(name), device.completions);
  const span = spanIn(line.words[1]?.text ?? '');
  if (span === null || span === 0 || span > SHELF_LIMIT_MS) return refused(text.problem.needSpan, device.completions);
  const reason = restFrom(line, 2);
  if (reason === '') return refused(text.problem.needReasonToShelve);
  if (reason.length > REASON_LIMIT) return refused(text.problem.tooLong(REASON_LIMIT));
  return ready(
    { do: 'send', kind: 'device.shelve', body: { deviceId: id, classes, untilAt: sight.now + span, reason } },
    text.deed.shelve(name, Math.round(span / MINUTE_MS)),
  );
}

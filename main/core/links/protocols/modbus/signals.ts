/** Presses, releases and faults of a box as signals. */
import type { RemoteAddress, Signal, SignalEvent } from '#shared/wire/signal.ts';
import type { LinkedDevice } from '../../contract.ts';
import { plainEvent, toSignalEvent } from '../codedEvents.ts';
import type { DatedChange, FaultKind, ModbusBox } from './box.ts';

export interface Arrival {
  readonly linkId: string;
  readonly remote: RemoteAddress;
  readonly receivedAt: number;
  readonly raw: Buffer;
}

/** Contact ID qualifiers: a new event and its restore. */
const PRESSED = 1;
const RELEASED = 3;

const FAULT_WORDS: Readonly<Record<FaultKind, readonly [code: string, zh: string, en: string]>> = {
  inputs: [
    'INPUTS',
    '按钮盒拒绝读取输入，按下按钮将不会报警',
    'The box refuses to show its buttons: presses go unseen',
  ],
  siren: ['SIREN', '警号未按指令动作', 'The siren does not do what it is told'],
};

export function changeSignal(
  arrival: Arrival,
  box: ModbusBox,
  device: LinkedDevice | undefined,
  { input, isPressed, at }: DatedChange,
): Signal {
  const event = toSignalEvent({
    kind: 'cid',
    qualifier: isPressed ? PRESSED : RELEASED,
    code: box.buttonAt(input)?.code ?? '120',
    partition: '00',
    zone: String(input).padStart(3, '0'),
  });
  return signalOf(arrival, box, device, event, `${input}:${isPressed ? 'pressed' : 'released'}:${at}`);
}

export function faultSignal(
  arrival: Arrival,
  box: ModbusBox,
  device: LinkedDevice | undefined,
  fault: FaultKind,
  isOver: boolean,
): Signal {
  const [code, zh, en] = FAULT_WORDS[fault];
  const event = isOver
    ? plainEvent('trouble', code, `${zh}（已恢复）`, `${en} (restored)`, { restore: true })
    : plainEvent('trouble', code, zh, en);
  return signalOf(arrival, box, device, event, `${code}:${isOver ? 'over' : 'begun'}:${arrival.receivedAt}`);
}

function signalOf(
  { linkId, remote, receivedAt, raw }: Arrival,
  { record: { account } }: ModbusBox,
  device: LinkedDevice | undefined,
  event: SignalEvent,
  what: string,
): Signal {
  return {
    linkId,
    protocol: 'modbus',
    remote,
    receivedAt,
    raw: raw.toString('hex'),
    deviceId: device?.id ?? null,
    account,
    sequence: '',
    token: 'MODBUS',
    events: [event],
    deviceAt: null,
    skewMs: null,
    isClockWrong: false,
    authenticated: 'clear',
    duplicateKey: device ? `clear:${linkId}:${account.toUpperCase()}:${what}` : null,
    ...(!device && { reason: 'unknownAccount' as const }),
  };
}

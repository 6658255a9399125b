/** Devices that press again as soon as they are answered, and repeat every message until they are: what a bad night looks like. */
import { Dc09Sender, type SenderOptions } from '#main/core/links/protocols/dc09/sender.ts';
import type { FaultDevice } from './faultStation.ts';
import type { Ledger } from './ledger.ts';

export interface AlarmLoad {
  /** Resolves when everything sent has been answered; nobody presses again. */
  finish(): Promise<void>;
  /** Devices fall silent at once, answered or not. */
  abandon(): void;
}

const RESEND_MS = 80;
const PATIENCE_MS = 45_000;
/** Hold-up, fire, intrusion, tamper, trouble: everything but medical, whose units the racing seats need. */
const CODES = ['120', '110', '130', '137', '301'];

/** The nth message of a device: codes in turn, a zone that tells it from the others. */
export function pressOf(index: number) {
  const zone = String(index % 1_000).padStart(3, '0');
  return { contactId: { qualifier: 1 as const, code: CODES[index % CODES.length]!, partition: '01', zone } };
}

export function startLoad(
  devices: readonly FaultDevice[],
  senderOf: (device: FaultDevice) => SenderOptions,
  ledger: Ledger,
  { pauseMs = 20 }: { pauseMs?: number } = {},
): AlarmLoad {
  let isOver = false;
  const senders = devices.map((device) => {
    return new Dc09Sender({ ...senderOf(device), resendEveryMs: RESEND_MS, giveUpAfterMs: PATIENCE_MS });
  });
  const press = async (sender: Dc09Sender, { account }: FaultDevice) => {
    for (let index = 0; !isOver; index++) {
      ledger.note(account, await sender.send(pressOf(index)));
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    sender.dispose();
  };
  const pressing = Promise.all(senders.map((sender, index) => press(sender, devices[index]!)));
  return {
    async finish() {
      isOver = true;
      await pressing;
    },
    abandon() {
      isOver = true;
      for (const sender of senders) sender.dispose();
    },
  };
}

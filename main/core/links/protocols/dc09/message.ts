/** A DC-09 message after decoding: what the device said, nothing judged. */
import type { ContactIdEvent } from './contactId.ts';
import type { CrcForm } from './frame.ts';
import type { SiaEvent } from './siaPayload.ts';
import type { SentTime } from './timestamp.ts';

/** The part of a body that is never encrypted: enough to know who calls and to answer. */
export interface Header {
  readonly form: CrcForm;
  /** Between the quotes, without the `*` of encryption. */
  readonly token: string;
  readonly isEncrypted: boolean;
  /** Four digits, echoed and otherwise meaningless. */
  readonly sequence: string;
  /** Receiver and account prefix as sent, without R and L: '' for a bare letter, null when absent. Echoed exactly. */
  readonly receiver: string | null;
  readonly line: string | null;
  readonly account: string;
}

export interface Extension {
  readonly letter: string;
  readonly value: string;
}

export interface Message {
  readonly header: Header;
  /** The account inside the data when there is one; the header's identifies the device. */
  readonly dataAccount: string | null;
  /** Behind the account, latin1: one character per byte. */
  readonly payload: string;
  readonly events: readonly (ContactIdEvent | SiaEvent)[];
  /** Free text that belongs to no event. */
  readonly text: string | null;
  readonly extensions: readonly Extension[];
  /** Null when nothing of that shape was sent. */
  readonly time: SentTime | null;
}

/** The tokens a device may send (PROTOCOLS §1.1); anything else decodes, and is answered with DUH. */
export const DEVICE_TOKENS: ReadonlySet<string> = new Set(['SIA-DCS', 'ADM-CID', 'NULL']);
/** The tokens only a receiver sends. */
export const REPLY_TOKENS: ReadonlySet<string> = new Set(['ACK', 'NAK', 'DUH', 'RSP']);

export function extensionValue(message: Message, letter: string): string | undefined {
  return message.extensions.find((extension) => extension.letter === letter)?.value;
}

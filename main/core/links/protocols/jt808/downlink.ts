/** What goes to a terminal over one connection: answers, texts, the end of an SOS. One count of serials runs through all of them. */
import type { Answer, AnswerKind, TerminalNotice } from '../../contract.ts';
import { writeFrame } from './frame.ts';
import { type Header, writeMessage } from './header.ts';
import {
  DOWNLINK,
  REGISTER_RESULT,
  type ReplyResult,
  TEXT_FLAGS,
  writeConfirmAlarm,
  writeRegisterReply,
  writeReply,
  writeTextMessage,
} from './messages.ts';

const SOS_MASK = 1;
/** Texts whose answers are still expected. */
const ORDERS_REMEMBERED = 32;

/** A frame that goes out behind an answer, or none after all. */
export type Follower = () => Buffer | null;

/** Headers are those of the terminal's own messages: downlinks copy its id bytes and version. */
export class Downlink {
  #serial = 0;
  /** Dispatches by the serial of the text that told them, oldest first. */
  readonly #orders = new Map<number, string>();

  /** 0x8001. Written when due: then the serials on the wire rise, and what is asked of the desk is asked after the storing. */
  reply(
    header: Header,
    result: ReplyResult | (() => ReplyResult),
    then: readonly Follower[] = [],
    kind: AnswerKind = 'ack',
  ): Answer {
    return {
      kind,
      write: () => {
        const value = typeof result === 'function' ? result() : result;
        const first = this.#write(header, DOWNLINK.generalReply, writeReply(header.serial, header.messageId, value));
        return Buffer.concat([first, ...then.flatMap((follow) => follow() ?? [])]);
      },
    };
  }

  /** 0x8100. */
  registerReply(header: Header, result: number, code: string): Answer {
    const kind = result === REGISTER_RESULT.ok ? 'ack' : 'nak';
    return {
      kind,
      write: () => this.#write(header, DOWNLINK.registerReply, writeRegisterReply(header.serial, result, code)),
    };
  }

  /** 0x8300. */
  text(to: Header, { text, isUrgent, dispatchId }: TerminalNotice): Buffer {
    if (dispatchId !== undefined) this.#rememberOrder(this.#serial, dispatchId);
    const flags = TEXT_FLAGS.display | TEXT_FLAGS.speak | (isUrgent ? TEXT_FLAGS.emergency : 0);
    return this.#write(to, DOWNLINK.text, writeTextMessage(text, flags, to.version));
  }

  /** 0x8203 for every standing SOS of the terminal: it clears the bit. */
  confirmSos(to: Header): Buffer {
    return this.#write(to, DOWNLINK.confirmAlarm, writeConfirmAlarm(0, SOS_MASK));
  }

  /** The dispatch that the text of this serial told. */
  dispatchTold(serial: number): string | undefined {
    return this.#orders.get(serial);
  }

  #rememberOrder(serial: number, dispatchId: string): void {
    this.#orders.set(serial, dispatchId);
    const [oldest] = this.#orders.keys();
    if (this.#orders.size > ORDERS_REMEMBERED) this.#orders.delete(oldest!);
  }

  #write(to: Header, messageId: number, body: Buffer): Buffer {
    const serial = this.#serial;
    this.#serial = (serial + 1) & 0xffff;
    return writeFrame(writeMessage({ header: { ...to, messageId, serial, encryption: 0, part: null }, body }));
  }
}

/** What a link remembers of its terminals across their connections. Only configured ones: strangers cannot grow it. */
import type { JudgeContext, LinkedDevice } from '../../contract.ts';
import type { Connection808 } from './connection.ts';
import type { Header } from './header.ts';
import type { Press } from './sos.ts';

/** Whose terminal it is: `id` is what an incident knows the source by. */
export type Owner =
  | { readonly kind: 'device'; readonly id: string; readonly device: LinkedDevice }
  | { readonly kind: 'unit'; readonly id: string };

export interface Terminal {
  readonly key: string;
  /** As configured at its last frame. */
  owner: Owner;
  /** The connection that has authenticated last. */
  connection: Connection808 | null;
  /** The SOS that stands; null when the bit was clear, or nothing has been heard since the core started. */
  press: Press | null;
  /** The SOS bit has been seen since the core started, set or clear. */
  isSosKnown: boolean;
  /** Times, by the terminal, between which the SOS bit was last set: whatever it says of then has been raised. */
  raisedSpan: { readonly from: number; readonly to: number } | null;
  /** Newest time of a location, by the terminal. */
  newestAt: number | null;
  /** WGS-84. */
  lastPosition: { readonly lon: number; readonly lat: number; readonly at: number } | null;
}

export class TerminalBook {
  readonly #context: JudgeContext;
  readonly #terminals = new Map<string, Terminal>();

  constructor(context: JudgeContext) {
    this.#context = context;
  }

  /** Null for a terminal nobody has configured. */
  find(header: Header): Terminal | null {
    const owner = this.#ownerOf(header);
    if (!owner) {
      this.#terminals.delete(header.terminal);
      return null;
    }
    const known = this.#terminals.get(header.terminal);
    if (known) {
      known.owner = owner;
      return known;
    }
    const terminal: Terminal = {
      key: header.terminal,
      owner,
      connection: null,
      press: null,
      isSosKnown: false,
      raisedSpan: null,
      newestAt: null,
      lastPosition: null,
    };
    this.#terminals.set(header.terminal, terminal);
    return terminal;
  }

  get(key: string): Terminal | undefined {
    return this.#terminals.get(key);
  }

  /** A number may have been typed with the leading zeros of either edition's wire. */
  #ownerOf({ terminal, terminalHex }: Header): Owner | null {
    for (const spelling of [terminal, terminal.padStart(12, '0'), terminalHex]) {
      const device = this.#context.findDevice(spelling);
      if (device) return { kind: 'device', id: device.id, device };
      const unitId = this.#context.terminals?.findUnit(spelling);
      if (unitId !== undefined) return { kind: 'unit', id: unitId };
    }
    return null;
  }
}

/** One window that watches FLV over a WebSocket. One that does not keep up loses pictures until the next key one, never the core's memory. */
import type { AccessUnit } from '../h264/accessUnit.ts';
import type { SocketLine } from '../websocket/socketLine.ts';
import { FlvMuxer } from './flvMuxer.ts';

/** Behind by this much, it is sent nothing more … */
const MOST_WAITING_BYTES = 2 * 1024 * 1024;
/** … until it has taken nearly all of it and a key picture comes. */
const CAUGHT_UP_BYTES = 128 * 1024;

export class FlvViewer {
  readonly #line: Pick<SocketLine, 'sendBinary' | 'waitingBytes'>;
  readonly #muxer = new FlvMuxer();
  #isBehind = false;
  /** Pictures it was not sent. */
  dropped = 0;

  constructor(line: Pick<SocketLine, 'sendBinary' | 'waitingBytes'>) {
    this.#line = line;
  }

  onUnit(unit: AccessUnit): void {
    const { waitingBytes } = this.#line;
    if (waitingBytes > MOST_WAITING_BYTES) this.#isBehind = true;
    else if (this.#isBehind && unit.isKey && waitingBytes < CAUGHT_UP_BYTES) this.#isBehind = false;
    if (this.#isBehind) {
      this.dropped += 1;
      return;
    }
    const bytes = this.#muxer.push(unit);
    if (bytes.length > 0) this.#line.sendBinary(bytes);
  }
}

/** The past as the gateway asks for it: one question after the other, on a thread of its own (thread.ts). */

import type { ReplayQuestion, ReplayThreadOptions } from './messages.ts';
import { ThreadReader } from './threadReader.ts';

export class ReplayReader extends ThreadReader<ReplayQuestion> {
  constructor(options: ReplayThreadOptions) {
    super({
      source: new URL('./thread.ts', import.meta.url),
      bundle: new URL('./gateway-replay.mjs', import.meta.url),
      workerData: options,
    });
  }
}

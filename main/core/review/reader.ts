/** Films and reports as the gateway asks for them, on a thread of their own: an alarm waits for none of it. */
import { ThreadReader } from '#main/core/gateway/replay/threadReader.ts';
import type { ReviewQuestion, ReviewThreadOptions } from './messages.ts';

export class ReviewReader extends ThreadReader<ReviewQuestion> {
  constructor(options: ReviewThreadOptions) {
    super({
      source: new URL('./thread.ts', import.meta.url),
      bundle: new URL('./review.mjs', import.meta.url),
      workerData: options,
    });
  }
}

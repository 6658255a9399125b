/** Paths the officer chose in the native dialog. A page gets a token for each and can name nothing else. */
import { randomBytes } from 'node:crypto';

export class SourceTokens {
  readonly #paths = new Map<string, string>();

  give(path: string): string {
    const token = randomBytes(18).toString('base64url');
    this.#paths.set(token, path);
    return token;
  }

  pathOf(token: string): string | undefined {
    return this.#paths.get(token);
  }

  /** What was chosen before counts no more. */
  clear(): void {
    this.#paths.clear();
  }
}

/** Two linked serial ports without hardware (PROTOCOLS §3.4): socat keeps them, killing it pulls the plug. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasSocat = spawnSync('socat', ['-V'], { stdio: 'ignore' }).status === 0;

export class PtyPair {
  readonly #folder = mkdtempSync(join(tmpdir(), 'pingan-pty-'));
  readonly ours = join(this.#folder, 'ours');
  readonly theirs = join(this.#folder, 'theirs');
  #socat: ChildProcess | null = null;

  async plugIn(): Promise<void> {
    const end = (link: string) => `PTY,raw,echo=0,link=${link}`;
    const socat = spawn('socat', [end(this.ours), end(this.theirs)], { stdio: 'ignore' });
    this.#socat = socat;
    while (!existsSync(this.ours) || !existsSync(this.theirs)) {
      if (socat.exitCode !== null) throw new Error(`socat ended with ${socat.exitCode}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** As a pulled plug: both ends are gone at once, and so are their names. */
  async unplug(): Promise<void> {
    const socat = this.#socat;
    this.#socat = null;
    if (!socat) return;
    const gone = new Promise((resolve) => socat.once('exit', resolve));
    socat.kill('SIGKILL');
    await gone;
    for (const link of [this.ours, this.theirs]) rmSync(link, { force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.unplug();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

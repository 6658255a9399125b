// Writes a pack folder beside its final place and moves it there when complete: a half-written pack is never opened.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type PackManifest, parsePackManifest } from '#shared/wire/pack.ts';

export class PackFolder {
  readonly #target: string;
  readonly #staging: string;
  readonly #files: PackManifest['files'] = {};
  #bytes = 0;

  private constructor(target: string, staging: string) {
    this.#target = target;
    this.#staging = staging;
  }

  /** Refuses (throws) to replace a folder that holds something other than a pack. */
  static async create(target: string): Promise<PackFolder> {
    const absolute = resolve(target);
    if (existsSync(absolute) && !existsSync(join(absolute, 'manifest.json')) && (await readdir(absolute)).length > 0) {
      throw new Error(`${target} is not empty and not a scene pack`);
    }
    const staging = `${absolute}.writing-${process.pid}`;
    await rm(staging, { recursive: true, force: true });
    await mkdir(staging, { recursive: true });
    return new PackFolder(absolute, staging);
  }

  get bytes(): number {
    return this.#bytes;
  }

  async write(path: string, bytes: Uint8Array): Promise<void> {
    const at = join(this.#staging, path);
    await mkdir(dirname(at), { recursive: true });
    await writeFile(at, bytes);
    this.#files[path] = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
    this.#bytes += bytes.length;
  }

  /** Adds manifest, licences and checksums and puts the folder in place. */
  async finish(manifest: Omit<PackManifest, 'files'>, licences: string): Promise<void> {
    await this.write('LICENSES.md', Buffer.from(licences, 'utf8'));
    const parsed = parsePackManifest({ ...manifest, files: this.#files });
    if (!parsed.ok) throw new Error(parsed.failure.message);
    const sums = Object.entries(this.#files).map(([path, { sha256 }]) => `${sha256}  ${path}\n`);
    await writeFile(join(this.#staging, 'manifest.json'), `${JSON.stringify(parsed.value, null, 1)}\n`);
    await writeFile(join(this.#staging, 'checksums.sha256'), sums.join(''));
    await rm(this.#target, { recursive: true, force: true });
    await mkdir(dirname(this.#target), { recursive: true });
    await rename(this.#staging, this.#target);
  }

  async abandon(): Promise<void> {
    await rm(this.#staging, { recursive: true, force: true });
  }
}

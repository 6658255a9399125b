// Writes a pack folder beside its final place and moves it there when complete: a half-written pack is never opened.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, link, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
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

  /** Takes a file as it is: copied, or as a second name of the same bytes where `isLinked` (same disk only). */
  async take(path: string, source: string, isLinked: boolean): Promise<void> {
    const at = join(this.#staging, path);
    await mkdir(dirname(at), { recursive: true });
    await (isLinked ? link(source, at) : copyFile(source, at));
    const hash = createHash('sha256');
    await pipeline(createReadStream(at), hash);
    const { size } = await stat(at);
    this.#files[path] = { bytes: size, sha256: hash.digest('hex') };
    this.#bytes += size;
  }

  /** Adds manifest, licences and checksums and puts the folder in place. */
  async finish(manifest: Omit<PackManifest, 'files'>, licences: string): Promise<void> {
    await this.write('LICENSES.md', Buffer.from(licences, 'utf8'));
    const parsed = parsePackManifest({ ...manifest, files: this.#files });
    if (!parsed.ok) throw new Error(parsed.failure.message);
    const text = `${JSON.stringify(parsed.value, null, 1)}\n`;
    const sums = Object.entries(this.#files).map(([path, { sha256 }]) => `${sha256}  ${path}\n`);
    sums.push(`${createHash('sha256').update(text).digest('hex')}  manifest.json\n`);
    await writeFile(join(this.#staging, 'manifest.json'), text);
    await writeFile(join(this.#staging, 'checksums.sha256'), sums.join(''));
    await rm(this.#target, { recursive: true, force: true });
    await mkdir(dirname(this.#target), { recursive: true });
    await rename(this.#staging, this.#target);
  }

  async abandon(): Promise<void> {
    await rm(this.#staging, { recursive: true, force: true });
  }
}

/**
 * The host's scene pack on this machine: copied file by file, each held against the sum its manifest states, and put in place
 * whole. What is here draws the map when the host is away. `packs/<id>/<version>/` in the data folder; the version is the
 * manifest's own sum, which the host tells over the pinned connection.
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { PACK_PATH, type PackListing } from '#shared/wire/machines.ts';
import { type PackManifest, parsePackManifest } from '#shared/wire/pack.ts';
import type { PinnedHost } from './pinnedHost.ts';

const MANIFEST_LIMIT_BYTES = 64 * 1_048_576;

const listingSchema = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  version: z.string().regex(/^[0-9a-f]{64}$/),
  manifestBytes: z.number().int().min(1).max(MANIFEST_LIMIT_BYTES),
});
export type PackVersion = Pick<PackListing, 'id' | 'version'>;

export class PackCopy {
  readonly #folder: string;
  readonly #host: PinnedHost;
  readonly #token: string;

  /** @param folder where copies are kept, one a version */
  constructor(folder: string, host: PinnedHost, token: string) {
    this.#folder = folder;
    this.#host = host;
    this.#token = token;
  }

  /** Which pack the host has in use. */
  async look(): Promise<z.infer<typeof listingSchema>> {
    const { status, body } = await this.#host.read(PACK_PATH, 65_536, { token: this.#token });
    if (status !== 200) throw new Error(`the host answered ${status} for its pack`);
    return listingSchema.parse(JSON.parse(body.toString('utf8')));
  }

  /** The folder of a copy that is complete, or null. */
  find({ id, version }: PackVersion): string | null {
    const folder = join(this.#folder, id, version);
    return existsSync(join(folder, 'manifest.json')) ? folder : null;
  }

  /**
   * Copies what is missing and returns the folder. A file that was copied before and is what it should be is not asked for
   * again, so a copy that was interrupted goes on. Rejects when the host is away or sends other bytes than it stated.
   * @param onFile told after each file how many of how many are here
   */
  async make(
    { id, version, manifestBytes }: z.infer<typeof listingSchema>,
    onFile: (done: number, of: number) => void,
  ): Promise<string> {
    const folder = join(this.#folder, id, version);
    const underway = `${folder}.part`;
    await mkdir(underway, { recursive: true });
    const manifest = await this.#manifest(underway, version, manifestBytes);
    const files = Object.entries(manifest.files);
    const isStated = (inner: string) => files.some(([path]) => path === inner || path.startsWith(`${inner}/`));
    const unstated = manifest.layers.find((layer) => layer.path !== undefined && !isStated(layer.path));
    // What has no sum cannot be checked: such a pack is drawn from the host only.
    if (unstated) throw new Error(`the manifest states no files of layer ${unstated.id}`);
    for (const [index, [path, stated]] of files.entries()) {
      if (!(await isCopied(join(underway, path), stated))) await this.#copy(path, join(underway, path), stated);
      onFile(index + 1, files.length);
    }
    await rm(folder, { recursive: true, force: true });
    await rename(underway, folder);
    await this.#forgetOthers(id, version);
    return folder;
  }

  /** A copy whose bytes have changed since is no copy. */
  async drop({ id, version }: PackVersion): Promise<void> {
    await rm(join(this.#folder, id, version), { recursive: true, force: true });
  }

  async #manifest(folder: string, version: string, bytes: number): Promise<PackManifest> {
    const { status, body } = await this.#host.read(`${PACK_PATH}/files/manifest.json`, bytes, { token: this.#token });
    if (status !== 200 || sumOf(body) !== version) throw new Error('the manifest is not the one the host named');
    const manifest = parsePackManifest(JSON.parse(body.toString('utf8')));
    if (!manifest.ok) throw new Error(manifest.failure.message);
    await writeFile(join(folder, 'manifest.json'), body);
    return manifest.value;
  }

  async #copy(path: string, to: string, stated: { bytes: number; sha256: string }): Promise<void> {
    await mkdir(dirname(to), { recursive: true });
    const inUrl = path.split('/').map(encodeURIComponent).join('/');
    const response = await this.#host.ask(`${PACK_PATH}/files/${inUrl}`, { token: this.#token });
    if (response.statusCode !== 200) {
      response.destroy();
      throw new Error(`the host answered ${response.statusCode} for ${path}`);
    }
    const sum = createHash('sha256');
    let bytes = 0;
    await pipeline(
      response,
      async function* measured(pieces: AsyncIterable<Buffer>) {
        for await (const piece of pieces) {
          bytes += piece.length;
          if (bytes > stated.bytes) throw new Error(`${path} is longer than the manifest states`);
          sum.update(piece);
          yield piece;
        }
      },
      createWriteStream(to),
    );
    if (bytes === stated.bytes && sum.digest('hex') === stated.sha256) return;
    await rm(to, { force: true });
    throw new Error(`${path} is not what the manifest states`);
  }

  /** One version a pack is enough: the host's own. */
  async #forgetOthers(id: string, version: string): Promise<void> {
    for (const name of await readdir(join(this.#folder, id))) {
      if (name !== version) await rm(join(this.#folder, id, name), { recursive: true, force: true });
    }
  }
}

async function isCopied(path: string, stated: { bytes: number; sha256: string }): Promise<boolean> {
  try {
    if ((await stat(path)).size !== stated.bytes) return false;
    const sum = createHash('sha256');
    await pipeline(createReadStream(path), sum);
    return sum.digest('hex') === stated.sha256;
  } catch {
    return false;
  }
}

const sumOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/**
 * Photos and voice notes of the field and recorded calls on disk, each named by the SHA-256 of its bytes. A file enters whole and checked or not at
 * all, and waits until an event says what it is evidence of (shared/domain/evidence.ts): then it is kept for good. What nobody
 * has spoken of within a day goes.
 */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, statfsSync, statSync, unlinkSync } from 'node:fs';
import { open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { EVIDENCE_LIMIT_BYTES, type EvidenceFile, HASH_PATTERN } from '#shared/domain/evidence.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { sniff } from './sniff.ts';

/** Below this the journal needs what is left more than any picture does. */
const FREE_NEEDED_BYTES = 512 * 1024 * 1024;
const UNCLAIMED_MS = 86_400_000;
const HASH_DIGITS = 64;

const FORMATS = {
  jpg: { kind: 'photo', mediaType: 'image/jpeg' },
  png: { kind: 'photo', mediaType: 'image/png' },
  webp: { kind: 'photo', mediaType: 'image/webp' },
  webm: { kind: 'voice', mediaType: 'audio/webm' },
  ogg: { kind: 'voice', mediaType: 'audio/ogg' },
  m4a: { kind: 'voice', mediaType: 'audio/mp4' },
  'film.webm': { kind: 'film', mediaType: 'video/webm' },
} as const;
type Extension = keyof typeof FORMATS;
const EXTENSIONS = Object.keys(FORMATS) as Extension[];

const PLACES = ['kept', 'waiting'] as const;
type Place = (typeof PLACES)[number];

interface Found {
  readonly file: EvidenceFile;
  readonly path: string;
  readonly place: Place;
  readonly name: string;
}

export class EvidenceStore {
  readonly #folder: string;

  constructor(dataDirectory: string) {
    this.#folder = join(dataDirectory, 'evidence');
    for (const place of PLACES) mkdirSync(join(this.#folder, place), { recursive: true, mode: 0o700 });
  }

  find(hash: string): EvidenceFile | undefined {
    return this.#find(hash)?.file;
  }

  /** `null` for a file that is not here. */
  async read(
    hash: string,
  ): Promise<{ readonly file: EvidenceFile; readonly bytes: Buffer; readonly extension: string } | null> {
    const found = this.#find(hash);
    return found
      ? { file: found.file, bytes: await readFile(found.path), extension: found.name.slice(HASH_DIGITS + 1) }
      : null;
  }

  /** Durable when it resolves. The same file again is the same file. */
  async put(hash: string, bytes: Buffer): Promise<Result<EvidenceFile>> {
    if (!HASH_PATTERN.test(hash)) return refuse('badHash', '文件名须为内容的校验值');
    if (createHash('sha256').update(bytes).digest('hex') !== hash)
      return refuse('wrongHash', '内容与校验值不符，请重传');
    const known = this.find(hash);
    if (known) return ok(known);
    const sniffed = sniff(bytes);
    if (sniffed.kind === null) return WHY_NOT[sniffed.why];
    if (bytes.length > EVIDENCE_LIMIT_BYTES[sniffed.kind]) return refuse('fileTooLarge', '文件过大');
    const { bavail, bsize } = statfsSync(this.#folder);
    if (bavail * bsize < FREE_NEEDED_BYTES) return refuse('storeFull', '存储空间不足，暂不接收附件');
    await this.#write(join(this.#folder, 'waiting', `${hash}.${sniffed.extension}`), bytes);
    return ok({ hash, kind: sniffed.kind, mediaType: sniffed.mediaType, bytes: bytes.length });
  }

  /** An event speaks of it now. */
  keep(hash: string): void {
    const found = this.#find(hash);
    if (found?.place === 'waiting') renameSync(found.path, join(this.#folder, 'kept', found.name));
  }

  /** At the start: keeps what an event speaks of and a crash left waiting; removes what has waited for more than a day. */
  settle(isEvidence: (hash: string) => boolean, now: number): void {
    for (const name of readdirSync(join(this.#folder, 'waiting'))) {
      const path = join(this.#folder, 'waiting', name);
      if (isEvidence(name.slice(0, HASH_DIGITS))) this.keep(name.slice(0, HASH_DIGITS));
      else if (now - statSync(path).mtimeMs > UNCLAIMED_MS) unlinkSync(path);
    }
  }

  /** A hash that is none finds nothing: it never becomes part of a path. */
  #find(hash: string): Found | undefined {
    if (!HASH_PATTERN.test(hash)) return undefined;
    for (const place of PLACES) {
      for (const extension of EXTENSIONS) {
        const name = `${hash}.${extension}`;
        const path = join(this.#folder, place, name);
        const stat = statSync(path, { throwIfNoEntry: false });
        if (stat) return { file: { hash, ...FORMATS[extension], bytes: stat.size }, path, place, name };
      }
    }
    return undefined;
  }

  async #write(path: string, bytes: Buffer): Promise<void> {
    const half = `${path}.${randomBytes(4).toString('hex')}.part`;
    const handle = await open(half, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } catch (error) {
      await unlink(half).catch(() => undefined);
      throw error;
    } finally {
      await handle.close();
    }
    await rename(half, path);
  }
}

const WHY_NOT = {
  unknown: refuse('unknownFormat', '只接收照片（JPEG、PNG、WebP）、录音（WebM、Ogg、M4A）和录像（WebM）'),
  broken: refuse('fileBroken', '文件不完整，请重传'),
  carriesMore: refuse('carriesMore', '照片带有附加信息，须先去除再上传'),
} as const;

/**
 * The form behind the QR codes: who may fill it in, what of it is taken, and what a receipt tells. Without cookies and without
 * sessions; the page carries a token that this station signed, which is good for one report and for a short time.
 */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingReport } from '#main/core/desk/publicReports.ts';
import { type PublicStage, stageOf } from '#main/core/desk/reportStages.ts';
import type { EvidenceStore } from '#main/core/evidence/store.ts';
import { EVIDENCE_LIMIT_BYTES } from '#shared/domain/evidence.ts';
import type { World } from '#shared/domain/world.ts';
import type { Clock } from '#shared/kit/clock.ts';
import { plainLines, plainText } from '#shared/kit/plainText.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { PublicFormConfig, ReportPoint } from '#shared/wire/publicReports.ts';
import type { PublicIntake, TakenReport } from '../intake.ts';
import { Limits, OF_LOOKS, OF_PHOTOS } from '../limits.ts';
import type { FormParts } from './multipart.ts';
import { stripPhoto } from './stripPhoto.ts';

const TOKEN_LASTS_MS = 4 * 3_600_000;
/** Nobody writes a report this quickly: a program does. */
const TOO_QUICK_MS = 1_500;
export const WORDS_LENGTH = 1_000;
/** What a page must leave empty: people do not see it, programs fill it in. */
export const TRAP_FIELD = 'website';

export interface FormFacts {
  readonly title: string;
  /** The place of the QR code; null: none, or unknown. */
  readonly point: ReportPoint | null;
  readonly token: string;
}

export interface PublicFormParts {
  readonly config: PublicFormConfig;
  readonly intake: PublicIntake;
  readonly evidence: Pick<EvidenceStore, 'put'>;
  readonly secret: Buffer;
  readonly clock: Clock;
  readonly world: World;
}

export class PublicForm {
  readonly config: PublicFormConfig;
  readonly #parts: PublicFormParts;
  readonly #points: ReadonlyMap<string, ReportPoint>;
  readonly #looks = new Limits(OF_LOOKS);
  readonly #photos = new Limits(OF_PHOTOS);

  constructor(parts: PublicFormParts) {
    this.#parts = parts;
    this.config = parts.config;
    this.#points = new Map(parts.config.points.map((point) => [point.code, point]));
  }

  /** What the page is made of; `undefined`: this address looks too often. */
  open(address: string, code: string | undefined): FormFacts | undefined {
    if (!this.#looks.admit(address, this.#parts.clock())) return undefined;
    return { title: this.config.title, point: this.pointOf(code), token: this.#newToken() };
  }

  pointOf(code: string | undefined): ReportPoint | null {
    return this.#points.get(code ?? '') ?? null;
  }

  /** Before a byte of the body is read: whether this address may send anything now. */
  admits(address: string): boolean {
    return this.#parts.intake.admits(`address ${address}`);
  }

  /**
   * Refuses `formExpired`, `tooQuick`, `wordsMissing`, `photo` or `overRate`. Whoever fell into the trap is answered as if all were
   * well: `receipt` is null and nothing was taken.
   */
  async take({ fields, file }: FormParts): Promise<Result<{ receipt: string | null; taken?: TakenReport }>> {
    const { intake, clock } = this.#parts;
    const of = (name: string) => fields.get(name)?.trim() ?? '';
    const token = of('token');
    const issuedAt = this.#issuedAt(token);
    if (issuedAt === null) return refuse('formExpired', '页面已过期，请刷新后重新填写');
    if (of(TRAP_FIELD) !== '') return ok({ receipt: null });
    if (clock() - issuedAt < TOO_QUICK_MS) return refuse('tooQuick', '提交过快，请稍候再试');
    const key = `form:${token}`;
    const words = plainLines(fields.get('words') ?? '', WORDS_LENGTH);
    const earlier = intake.earlier(key);
    if (earlier) return ok({ receipt: earlier.receipt, taken: earlier });
    if (words === '' && !file) return refuse('wordsMissing', '请写下情况，或附一张照片');
    const photo = file ? await this.#keep(file) : ok(null);
    if (!photo.ok) return photo;
    const incoming: Omit<IncomingReport, 'reporter'> = {
      ...{ channel: 'form', words, isVoice: false, pictures: [], sentAt: null },
      place: this.#placeOf(of('p'), of('lon'), of('lat')),
      evidence: photo.value === null ? [] : [photo.value],
    };
    const person = {
      name: plainText(of('name'), 60),
      phone: of('phone')
        .replace(/[^\d+ -]/g, '')
        .slice(0, 32),
    };
    const taken = await intake.take(key, incoming, person);
    return taken.ok ? ok({ receipt: taken.value.receipt, taken: taken.value }) : taken;
  }

  /** The stage and nothing else. Undefined: no such receipt, or this address asks too often. */
  stageOf(address: string, receipt: string): { readonly stage: PublicStage; readonly at: number } | undefined {
    const { intake, clock, world } = this.#parts;
    if (!this.#looks.admit(address, clock())) return undefined;
    const found = intake.findByReceipt(receipt);
    return found.ok ? { stage: stageOf(world, found.value), at: found.value.at } : undefined;
  }

  #placeOf(code: string, lonText: string, latText: string): IncomingReport['place'] {
    const seenAt = this.#parts.clock();
    const point = this.pointOf(code);
    // The code hangs where it hangs; a phone indoors is a hundred metres off.
    if (point) return { lon: point.lon, lat: point.lat, origin: 'point', seenAt, name: point.name };
    const [lon, lat] = [lonText, latText].map(degreesOf);
    if (lon === null || lat === null || lon === undefined || lat === undefined) return null;
    const isPlace = Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && !(lon === 0 && lat === 0);
    return isPlace ? { lon, lat, origin: 'sent', seenAt, name: '' } : null;
  }

  async #keep(file: Buffer): Promise<Result<string>> {
    if (file.length > EVIDENCE_LIMIT_BYTES.photo) return refuse('photo', '照片超过 8 MB');
    if (!this.#photos.admit('all', this.#parts.clock())) return refuse('overRate', '现在上报的人较多，请稍后再试');
    const bytes = stripPhoto(file);
    const hash = createHash('sha256').update(bytes).digest('hex');
    const stored = await this.#parts.evidence.put(hash, bytes);
    if (!stored.ok || stored.value.kind !== 'photo') return refuse('photo', '照片无法读取，请换一张');
    return ok(hash);
  }

  #newToken(): string {
    const body = `${this.#parts.clock()}.${randomBytes(12).toString('base64url')}`;
    return `${body}.${this.#mark(body)}`;
  }

  /** When the page was handed out; null: not by us, or too long ago. */
  #issuedAt(token: string): number | null {
    const body = token.slice(0, token.lastIndexOf('.'));
    const expected = Buffer.from(`${body}.${this.#mark(body)}`);
    const given = Buffer.from(token);
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    const issuedAt = Number(body.split('.')[0]);
    const age = this.#parts.clock() - issuedAt;
    return age >= 0 && age <= TOKEN_LASTS_MS ? issuedAt : null;
  }

  #mark(body: string): string {
    return createHmac('sha256', this.#parts.secret).update(`public form ${body}`).digest('base64url');
  }
}

function degreesOf(text: string): number | null {
  return /^-?\d{1,3}(\.\d{1,15})?$/.test(text) ? Number(text) : null;
}

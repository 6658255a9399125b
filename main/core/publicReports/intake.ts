/**
 * Where every door of the public leads to: limits, the vault, the desk's rule, the journal, in that order. What resolves is on
 * disk. The same key is taken once, for as long as the journal lasts.
 */
import { createHash, createHmac } from 'node:crypto';
import type { ExecuteContext } from '#main/core/desk/command.ts';
import { decideIncoming, type IncomingReport } from '#main/core/desk/publicReports.ts';
import type { PeopleVault } from '#main/core/people/index.ts';
import type { Actor } from '#shared/domain/event.ts';
import type { IncidentReporter } from '#shared/domain/incidentLife.ts';
import type { PersonValues } from '#shared/domain/person.ts';
import type { PublicReport } from '#shared/domain/publicReport.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import type { CommandAnswer } from '#shared/wire/seat.ts';
import { Limits, OF_ALL, OF_ONE } from './limits.ts';

/** Without easily mistaken letters: a receipt is read out over a telephone. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const RECEIPT_LETTERS = 12;

export interface TakenReport {
  readonly reportId: string;
  readonly receipt: string;
  readonly isNew: boolean;
}

export interface IntakeParts {
  readonly execution: ExecuteContext;
  readonly people: PeopleVault;
  readonly secret: Buffer;
}

export class PublicIntake {
  readonly #parts: IntakeParts;
  readonly #ofOne = new Limits(OF_ONE);
  readonly #ofAll = new Limits(OF_ALL);
  readonly #receipts = new Map<string, string>();

  constructor(parts: IntakeParts) {
    this.#parts = parts;
    for (const reportId of this.#reports.keys()) this.#receipts.set(this.receiptOf(reportId), reportId);
  }

  /** Who sends, in a way that names nobody: for limits and for a place that is remembered for minutes. */
  markOf(openid: string): string {
    return this.#parts.people.openidHash(openid);
  }

  /** Asked before anything is read or kept. */
  admits(sender: string): boolean {
    const now = this.#parts.execution.desk.clock();
    return this.#ofOne.admit(sender, now) && this.#ofAll.admit('all', now);
  }

  /** The answer this key got before. */
  earlier(key: string): TakenReport | undefined {
    const answer = this.#parts.execution.desk.journal.answerOf(commandIdOf(key)) as CommandAnswer | undefined;
    if (!answer?.ok || answer.reportId === undefined) return undefined;
    return { reportId: answer.reportId, receipt: this.receiptOf(answer.reportId), isNew: false };
  }

  /**
   * Refuses what the desk's rule refuses; rejects when the journal cannot keep it: then the sender gets no answer and sends again.
   * `person` goes into the vault and nowhere else.
   */
  async take(
    key: string,
    incoming: Omit<IncomingReport, 'reporter'>,
    person: PersonValues,
  ): Promise<Result<TakenReport>> {
    const { execution, people } = this.#parts;
    const { desk } = execution;
    const earlier = this.earlier(key);
    if (earlier) {
      await desk.settled();
      return ok(earlier);
    }
    const isTold = Object.values(person).some((value) => value?.trim());
    const kept = isTold ? people.put({ class: 'reporter', ...person }) : null;
    const reporter: IncidentReporter | null = kept && {
      ref: kept.ref,
      name: kept.masked.name ?? null,
      phone: kept.masked.phone ?? null,
    };
    const decided = decideIncoming(execution, { ...incoming, reporter });
    if (!decided.ok) return decided;
    const { reportId, drafts } = decided.value;
    const answer: CommandAnswer = { ok: true, seq: desk.journal.head.seq + drafts.length, reportId };
    await desk.record(drafts, ACTORS[incoming.channel], { id: commandIdOf(key), answer }).durable;
    const receipt = this.receiptOf(reportId);
    this.#receipts.set(receipt, reportId);
    return ok({ reportId, receipt, isNew: true });
  }

  /** Follows from the report and the station's secret alone: nothing to keep, and nothing to guess it from. */
  receiptOf(reportId: string): string {
    const digest = createHmac('sha256', this.#parts.secret).update(`receipt of ${reportId}`).digest();
    return [...digest.subarray(0, RECEIPT_LETTERS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  }

  findByReceipt(receipt: string): Result<PublicReport> {
    const report = this.#reports.get(this.#receipts.get(receipt.toUpperCase()) ?? '');
    return report ? ok(report) : refuse('unknownReceipt', 'no such receipt');
  }

  get #reports(): ReadonlyMap<string, PublicReport> {
    return this.#parts.execution.desk.world.field.publicReports;
  }
}

const ACTORS: Readonly<Record<IncomingReport['channel'], Actor>> = {
  wechat: { kind: 'system', id: 'wechat' },
  form: { kind: 'system', id: 'publicForm' },
};

/** Longer than a seat's commandId may be: no seat can take the place of a report. */
const commandIdOf = (key: string) => `report-of-the-public:${createHash('sha256').update(key).digest('hex')}`;

/** The public's ways in and the replies' way out, as station.json opens them; wired in core/wiring/processes.ts. */
import type { ExecuteContext } from '#main/core/desk/command.ts';
import { ReportStages } from '#main/core/desk/reportStages.ts';
import type { EvidenceStore } from '#main/core/evidence/store.ts';
import type { PeopleVault } from '#main/core/people/index.ts';
import type { StoredEvent } from '#shared/domain/event.ts';
import type { PublicReportsConfig } from '#shared/wire/publicReports.ts';
import { PublicForm } from './form/form.ts';
import { PublicIntake } from './intake.ts';
import { ReplyOutbox, type ReplySender } from './outbox.ts';
import { WechatDoor } from './wechat/door.ts';

export { relaySender } from './relaySender.ts';

export interface PublicReportsParts {
  readonly config: PublicReportsConfig;
  readonly execution: ExecuteContext;
  readonly people: PeopleVault;
  readonly evidence: Pick<EvidenceStore, 'put'>;
  readonly secret: Buffer;
  /** Null: nowhere to send replies to, or a drill. */
  readonly sender: ReplySender | null;
}

export class PublicReports {
  /** Null: not configured. */
  readonly wechat: WechatDoor | null;
  readonly form: PublicForm | null;
  /** The name the public knows the station by, besides its addresses. */
  readonly hostName: string | null;
  /** Where the form is to the public: what a QR code says. Null: nowhere yet. */
  readonly formUrl: string | null;
  readonly #stages: ReportStages;
  readonly #outbox: ReplyOutbox;

  constructor({ config, execution, people, evidence, secret, sender }: PublicReportsParts) {
    const { desk } = execution;
    const { clock } = desk;
    const intake = new PublicIntake({ execution, people, secret });
    this.wechat = config.wechat ? new WechatDoor({ config: config.wechat, intake, clock }) : null;
    this.form = config.form
      ? new PublicForm({ config: config.form, intake, evidence, secret, clock, world: desk.world })
      : null;
    this.hostName = config.url === undefined ? null : new URL(config.url).hostname.toLowerCase();
    this.formUrl = config.form && config.url !== undefined ? new URL('/report/', config.url).href : null;
    this.#stages = new ReportStages(desk);
    this.#outbox = new ReplyOutbox({ desk, people, sender });
    this.#stages.follow();
  }

  onEvents(events: readonly StoredEvent[]): void {
    this.#stages.onEvents(events);
  }

  tick(): void {
    this.#outbox.tick();
  }

  /** Resolves when no reply is under way any more; those that were are tried again by the next core. */
  close(): Promise<void> {
    return this.#outbox.close();
  }
}

/** What the drill itself does over the core's HTTP door: reports of callers, roads closed, links shut. Nothing else of the core is touched. */
import type { Refusal } from '#shared/kit/result.ts';
import type { AlarmReport } from '#shared/wire/alarmReport.ts';
import type { CommandKind } from '#shared/wire/roles.ts';
import type { CommandAnswer } from '#shared/wire/seat.ts';

export interface HandsOptions {
  /** `http://127.0.0.1:PORT` of the core. */
  readonly url: string;
  readonly reportToken: string;
  readonly directorToken: string;
}

export class Hands {
  readonly #options: HandsOptions;

  constructor(options: HandsOptions) {
    this.#options = options;
  }

  /** Null: done. */
  async command(kind: CommandKind, body: object): Promise<Refusal | null> {
    const answer = await this.#post<CommandAnswer>('/api/commands', this.#options.directorToken, {
      ...{ commandId: crypto.randomUUID(), kind, body },
    });
    return answer.ok ? null : answer;
  }

  /** Null: taken. */
  async report(report: AlarmReport): Promise<Refusal | null> {
    const answer = await this.#post<CommandAnswer>('/api/alarms', this.#options.reportToken, report);
    return answer.ok ? null : answer;
  }

  async #post<Answer>(path: string, token: string, body: object): Promise<Answer | ({ ok: false } & Refusal)> {
    try {
      const response = await fetch(`${this.#options.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(body),
      });
      return (await response.json()) as Answer;
    } catch (error) {
      return { ok: false, code: 'unreachable', message: (error as Error).message };
    }
  }
}

/** What the director looks at: which page, which line of the script, whose actions. Nothing of it is shared truth. */
import type { Scenario } from '#shared/wire/scenario.ts';
import { Observable } from '../../live/observable.ts';
import type { LogFilter } from './drillLog.ts';

export type DirectorPage = 'stage' | 'library' | 'roles' | 'score';

/** A scenario on the bench; `isNew`: none of its id is kept yet. */
export interface Editing {
  readonly scenario: Scenario;
  readonly isNew: boolean;
}

export interface DirectorState {
  readonly page: DirectorPage;
  /** In hand in the script. Null: whatever comes next. */
  readonly injectId: string | null;
  /** In hand in the library and on the role cards. */
  readonly scenarioId: string | null;
  readonly dialog: 'end' | 'suspend' | 'shortcuts' | null;
  readonly logOf: LogFilter;
  /** Spoken words that were passed on, by inject and the moment it was played. */
  readonly spoken: ReadonlySet<string>;
  readonly editing: Editing | null;
  /** Where the director wanted to go while changes are unsaved, until he has said what becomes of them. */
  readonly leaving: (() => void) | null;
}

export class DirectorView {
  readonly changes = new Observable();
  #state: DirectorState = {
    ...{ page: 'stage', injectId: null, scenarioId: null, dialog: null },
    ...{ logOf: null, spoken: new Set<string>(), editing: null, leaving: null },
  };
  /** Said by the editor: what it holds is not kept yet. */
  hasUnsaved = false;

  get state(): DirectorState {
    return this.#state;
  }

  change(change: Partial<DirectorState>): void {
    this.#state = { ...this.#state, ...change };
    this.changes.changed();
  }

  /** Asks first while changes are unsaved. */
  go(page: DirectorPage, change: Partial<DirectorState> = {}): void {
    const leave = () => {
      this.hasUnsaved = false;
      this.change({ page, editing: null, leaving: null, ...change });
    };
    if (this.#state.editing && this.hasUnsaved) this.change({ leaving: leave });
    else leave();
  }
}

import { type Disposable, toDisposable } from '#shared/kit/disposable.ts';
import { DeskView, type Notice } from './deskView.ts';

/** What the officer looks at in the past: its own selection, in the language of the desk, speaking through the desk. */
export class ReplayView extends DeskView implements Disposable {
  readonly #desk: DeskView;
  readonly #follow: Disposable;

  constructor(desk: DeskView) {
    super(desk.state.language, null);
    this.#desk = desk;
    // The camera goes where it is led, never to an alarm of yesterday.
    this.change({ isCameraLocked: true });
    this.#follow = toDisposable(
      desk.changes.subscribe(() => {
        const { language } = desk.state;
        if (language !== this.state.language) this.change({ language });
      }),
    );
  }

  override say(notice: Omit<Notice, 'id'>): number {
    return this.#desk.say(notice);
  }

  dispose(): void {
    this.#follow.dispose();
  }
}

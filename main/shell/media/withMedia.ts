/**
 * A core whose media process the shell keeps. Inside Electron the core cannot start one itself: forking would open the application
 * once more, and its fuses forbid Electron to be a plain Node. So the core says when, the shell starts it, and what the two have
 * to say to each other is handed on unread. Pictures do not come this way: they leave from the media process's own port.
 */
import type { MediaNews } from '#shared/wire/host.ts';
import type { CoreChild, StartCoreChild } from '../core/coreChild.ts';
import { parseMediaWish } from '../core/coreMessages.ts';

/** A few a second are usual. Whoever says more than this in one has gone mad, and must not keep the alarm sound waiting. */
const MOST_A_SECOND = 1_000;

/** A core started by `startCore`, with one media process at a time beside it, which never outlives it. */
export function withMedia(startCore: StartCoreChild, startMedia: StartCoreChild): StartCoreChild {
  return (args, listeners) => {
    let media: { readonly id: number; readonly child: CoreChild } | null = null;
    const core = startCore(args, {
      ...listeners,
      onMessage(raw) {
        const wish = parseMediaWish(raw);
        if (wish === null) return listeners.onMessage(raw);
        if (wish.wish === 'start') {
          media?.child.kill();
          media = { id: wish.id, child: open(wish.id) };
        } else if (media?.id === wish.id) {
          if (wish.wish === 'send') media.child.send(wish.message);
          else media.child.kill();
        }
      },
      onExit(code) {
        media?.child.kill();
        media = null;
        listeners.onExit(code);
      },
    });
    const open = (id: number) => {
      const tell = (news: MediaNews) => core.send(news);
      const hasRoom = perSecond(MOST_A_SECOND, () => performance.now());
      const child = startMedia([], {
        onMessage: (message) => (hasRoom() ? tell({ kind: 'media', id, news: 'message', message }) : child.kill()),
        onComplaint: (line) => (hasRoom() ? tell({ kind: 'media', id, news: 'line', line }) : child.kill()),
        onExit: () => {
          if (media?.id === id) media = null;
          tell({ kind: 'media', id, news: 'exit' });
        },
      });
      return child;
    };
    return core;
  };
}

/** Whether one more is within what may come in a second. */
function perSecond(most: number, now: () => number): () => boolean {
  let [since, count] = [now(), 0];
  return () => {
    if (now() - since >= 1_000) [since, count] = [now(), 0];
    count += 1;
    return count <= most;
  };
}

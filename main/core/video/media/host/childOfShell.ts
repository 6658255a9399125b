/** A media process that the desktop's shell starts for a core under it (main/shell/media): the core asks, and speaks to it through the shell. */
import type { MediaNews, MediaWish } from '#shared/wire/host.ts';
import type { ChildListener, StartChild } from './childLink.ts';

export interface ShellLine {
  send(wish: MediaWish): void;
  onMedia(listener: (news: MediaNews) => void): void;
}

export function childOfShell(shell: ShellLine): StartChild {
  let [id, current] = [0, null as ChildListener | null];
  shell.onMedia((news) => {
    // The last words of one before.
    if (news.id !== id || current === null) return;
    if (news.news === 'message') return current.onMessage(news.message);
    if (news.news === 'line') return current.onLine(news.line);
    const { onExit } = current;
    current = null;
    onExit();
  });
  return (listener) => {
    const own = ++id;
    current = listener;
    shell.send({ kind: 'media', id: own, wish: 'start' });
    return {
      // The shell's to know.
      processId: undefined,
      send: (message) => shell.send({ kind: 'media', id: own, wish: 'send', message }),
      kill: () => shell.send({ kind: 'media', id: own, wish: 'kill' }),
    };
  };
}

import { useEffect, useRef } from 'react';
import { useReachText } from '../phoneContext.ts';
import { clearNotice, type NoticeKind, showNotice } from './notices.ts';

/** An order nobody answers says so again, as long as the page is out of sight. */
const AGAIN_MS = 20_000;

interface Waiting {
  readonly isRinging: boolean;
  readonly unread: number;
  /** Tasks nobody here has taken. */
  readonly offered: number;
}

/** What comes while the page is out of sight is said by the phone itself, and taken back when somebody looks. */
export function useNotices({ isRinging, unread, offered }: Waiting): void {
  const say = useReachText();
  useEffect(() => {
    if (!isRinging) return;
    const tell = () => void (document.hidden && showNotice('ring', say.order, say.open));
    const see = () => void (document.hidden ? tell() : clearNotice('ring'));
    see();
    const timer = setInterval(tell, AGAIN_MS);
    document.addEventListener('visibilitychange', see);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', see);
      void clearNotice('ring');
    };
  }, [isRinging, say]);
  useCount('message', unread, say.messages, say.open);
  useCount('task', offered, say.tasks, say.open);
}

function useCount(kind: NoticeKind, count: number, title: (count: number) => string, body: string): void {
  const before = useRef(count);
  useEffect(() => {
    const isMore = count > before.current;
    before.current = count;
    if (isMore && document.hidden) void showNotice(kind, title(count), body);
    else if (count === 0) void clearNotice(kind);
  }, [kind, count, title, body]);
  useEffect(() => {
    const see = () => void (!document.hidden && clearNotice(kind));
    document.addEventListener('visibilitychange', see);
    return () => document.removeEventListener('visibilitychange', see);
  }, [kind]);
}

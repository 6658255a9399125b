/** One JT/T 808 link: its connections, and what it can be told to say to a terminal. */
import { randomBytes } from 'node:crypto';
import type { LinkRecordOf } from '#shared/wire/links/index.ts';
import type { JudgeContext, LinkSession } from '../../contract.ts';
import { Connection808 } from './connection.ts';
import { terminalKey } from './header.ts';
import { TerminalBook } from './terminals.ts';

export function openJt808Session(context: JudgeContext, record: LinkRecordOf<'jt808'>): LinkSession {
  const book = new TerminalBook(context);
  // Without the station's own, codes hold as long as this session: terminals register again after a restart.
  const secret = context.terminals?.secret ?? randomBytes(32);
  const connectionOf = (account: string) => book.get(terminalKey(account))?.connection;
  return {
    openConnection: (line) => new Connection808({ context, record, book, secret }, line),
    notify: (account, notice) => connectionOf(account)?.sendText(notice) ?? false,
    confirmAlarm(account) {
      const terminal = book.get(terminalKey(account));
      return terminal?.press ? (terminal.connection?.confirmSos() ?? false) : false;
    },
  };
}

import { useEffect, useState } from 'react';
import type { StationSession } from '#shared/wire/session.ts';
import { readAccounts } from '../../live/accountsReport.ts';
import { useCommands } from '../desk.tsx';

const EVERY_MS = 3_000;

/** Where people are signed in now, asked about every few seconds while this is on the screen. */
export function useSessions(mayRead: boolean): readonly StationSession[] {
  const { client } = useCommands();
  const [sessions, setSessions] = useState<readonly StationSession[]>([]);
  useEffect(() => {
    if (!mayRead) return;
    let isShown = true;
    const read = async () => {
      const report = await readAccounts(client);
      if (isShown && report) setSessions(report.sessions);
    };
    void read();
    const timer = setInterval(() => void read(), EVERY_MS);
    return () => {
      isShown = false;
      clearInterval(timer);
    };
  }, [client, mayRead]);
  return sessions;
}

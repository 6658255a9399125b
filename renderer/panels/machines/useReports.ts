import { useEffect, useState } from 'react';
import type { LanReport, MachineReport } from '#shared/wire/machines.ts';
import { useCommands } from '../desk.tsx';

const EVERY_MS = 1_000;

interface Reports {
  readonly reports: readonly MachineReport[];
  readonly lan: LanReport;
}

/** Who is heard now, asked for once a second while the sheet is open and somebody can see it. */
export function useReports(): { readonly answer: Reports | null; readonly isFresh: boolean } {
  const { client } = useCommands();
  const [state, setState] = useState<{ answer: Reports | null; isFresh: boolean }>({ answer: null, isFresh: true });
  useEffect(() => {
    let isOver = false;
    let isBusy = false;
    const ask = async () => {
      if (isBusy || document.hidden) return;
      isBusy = true;
      const answer = await client.ask('machineReports', {});
      isBusy = false;
      if (isOver) return;
      setState((before) => (answer?.ok ? { answer, isFresh: true } : { ...before, isFresh: false }));
    };
    void ask();
    const timer = setInterval(() => void ask(), EVERY_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [client]);
  return state;
}

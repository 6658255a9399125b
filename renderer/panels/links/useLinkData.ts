import { useRef, useState } from 'react';
import type { LinkReport, UnknownCaller } from '#shared/wire/link.ts';
import { useCommands } from '../desk.tsx';
import { addReading, NO_TRAFFIC, type Traffic, trafficOf } from './traffic.ts';
import { useEverySecond } from './useEverySecond.ts';

export interface LinkData {
  /** Null until the core has answered once. */
  readonly reports: readonly LinkReport[] | null;
  readonly callers: readonly UnknownCaller[] | null;
  /** The last question was answered: what is shown is of this second. */
  readonly isFresh: boolean;
  traffic(linkId: string): Traffic;
}

/** Counters of all links and who calls unknown, asked for once a second while the sheet is open. */
export function useLinkData(): LinkData {
  const { client } = useCommands();
  const [data, setData] = useState<Omit<LinkData, 'traffic'>>({ reports: null, callers: null, isFresh: true });
  const readings = useRef(new Map<string, ReturnType<typeof addReading>>());
  useEverySecond(async () => {
    const [links, unknown] = await Promise.all([client.ask('linkReports', {}), client.ask('unknownCallers', {})]);
    const at = client.now();
    if (links?.ok) {
      for (const { id, received } of links.links) {
        readings.current.set(id, addReading(readings.current.get(id) ?? [], { at, received }));
      }
    }
    setData((before) => ({
      reports: links?.ok ? links.links : before.reports,
      callers: unknown?.ok ? unknown.callers : before.callers,
      isFresh: links?.ok === true && unknown?.ok === true,
    }));
  });
  return {
    ...data,
    traffic: (linkId) => {
      const ofLink = readings.current.get(linkId);
      return ofLink ? trafficOf(ofLink) : NO_TRAFFIC;
    },
  };
}

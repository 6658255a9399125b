import { useRef, useState } from 'react';
import type { LinkHealth, LinkReport, UnknownCaller } from '#shared/wire/link.ts';
import type { SeatPulse } from '#shared/wire/seat.ts';
import { useCommands } from '../desk.tsx';
import { isDoor } from './rows.ts';
import { addReading, NO_TRAFFIC, type Traffic, trafficOf } from './traffic.ts';
import { useEverySecond } from './useEverySecond.ts';

export interface LinkData {
  /** Null until the core has answered once. */
  readonly reports: readonly LinkReport[] | null;
  /** What comes in over the web service, as the pulse tells it. */
  readonly doors: readonly LinkHealth[];
  readonly callers: readonly UnknownCaller[] | null;
  /** The last question was answered: what is shown is of this second. */
  readonly isFresh: boolean;
  traffic(linkId: string): Traffic;
}

/** Counters of all links and who calls unknown, asked for once a second while the sheet is open. */
export function useLinkData(): LinkData {
  const { client } = useCommands();
  const [data, setData] = useState<Omit<LinkData, 'traffic' | 'doors'>>({
    reports: null,
    callers: null,
    isFresh: true,
  });
  const readings = useRef(new Map<string, ReturnType<typeof addReading>>());
  useEverySecond(async () => {
    const [links, unknown] = await Promise.all([client.ask('linkReports', {}), client.ask('unknownCallers', {})]);
    const at = client.now();
    for (const { id, received } of [...(links?.ok ? links.links : []), ...doorsOf(client.live.pulse)]) {
      readings.current.set(id, addReading(readings.current.get(id) ?? [], { at, received }));
    }
    setData((before) => ({
      reports: links?.ok ? links.links : before.reports,
      callers: unknown?.ok ? unknown.callers : before.callers,
      isFresh: links?.ok === true && unknown?.ok === true,
    }));
  });
  return {
    ...data,
    doors: doorsOf(client.live.pulse),
    traffic: (linkId) => {
      const ofLink = readings.current.get(linkId);
      return ofLink ? trafficOf(ofLink) : NO_TRAFFIC;
    },
  };
}

const doorsOf = (pulse: SeatPulse | null): readonly LinkHealth[] => pulse?.links.filter(isDoor) ?? [];

import { useEffect, useRef } from 'react';
import { joinSeatWindows, type SeatWindows } from '../../live/seatWindows.ts';

/** Tells the spot monitor of this seat which incident is in hand. */
export function useTellsSpot(incidentId: string | null): void {
  const latest = useRef(incidentId);
  const windows = useRef<SeatWindows | null>(null);
  latest.current = incidentId;
  useEffect(() => {
    const tell = () => joined.say({ kind: 'incidentInHand', incidentId: latest.current });
    const joined = joinSeatWindows(({ kind }) => {
      if (kind === 'whichIncident') tell();
    });
    windows.current = joined;
    return () => {
      windows.current = null;
      joined.close();
    };
  }, []);
  useEffect(() => windows.current?.say({ kind: 'incidentInHand', incidentId }), [incidentId]);
}

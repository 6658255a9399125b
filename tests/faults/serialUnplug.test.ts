// RELIABILITY §5 A1: the plug of an alarm receiver pulled in the middle of a record, at its first byte, in its middle, before
// its end and before its acknowledgement, one after another. What nobody acknowledged the receiver sends again.
import { describe, expect, onTestFinished, test } from 'vitest';
import { eventually, openStation } from '#tests/flows/kit/station.ts';
import { RECORDS, ReceiverSimulator } from '#tests/simulators/receiver.ts';
import { hasSocat, PtyPair } from '#tests/simulators/wire/ptyPair.ts';
import { openSerial } from '#tests/simulators/wire/wire.ts';

/** Bytes of the record that got through before the plug was pulled. */
const CUTS = { first: 1, middle: 12, 'all but its end': -1, whole: undefined } as const;

describe.skipIf(!hasSocat)('a receiver on a serial line (needs socat)', () => {
  test('pulled and plugged in again in the middle of each of four records: every alarm once, none invented', async () => {
    await using pair = new PtyPair();
    await pair.plugIn();
    const transport = { kind: 'serial', path: pair.ours };
    await using station = await openStation({
      overrides: { links: [{ id: 'poles', protocol: 'surgard', transport }] },
    });
    const zonesOf = () => [...station.core.desk.world.alarms.values()].map(({ zone }) => zone);
    const expected: string[] = [];
    for (const [index, cut] of Object.values(CUTS).entries()) {
      const record = RECORDS.surgard.alarm('70A1', index + 1);
      const zone = String(index + 1).padStart(3, '0');
      const cable = await openSerial(pair.theirs);
      await eventually('the port is read', () => probe(cable));
      cable.send(Buffer.from(record.slice(0, cut), 'latin1'));
      // A whole record may have been taken in before its answer was lost; a part of one may never be.
      if (cut === undefined)
        await eventually('the record is stored', () => (zonesOf().includes(zone) ? true : undefined));
      else await new Promise((resolve) => setTimeout(resolve, 100));
      await pair.unplug();
      await pair.plugIn();
      const again = await openSerial(pair.theirs);
      onTestFinished(() => again.close());
      // A record after a silence of any length; the port is opened again meanwhile.
      const receiver = new ReceiverSimulator({ wire: again, answerWithinMs: 500, attempts: 60 });
      expect(await receiver.send(record)).toBe('acknowledged');
      expected.push(zone);
      expect(zonesOf()).toEqual(expected);
      await pair.unplug();
      await pair.plugIn();
    }
  });
});

/** A heartbeat that is answered proves that the station reads this port. */
function probe(wire: Awaited<ReturnType<typeof openSerial>>): Promise<true | undefined> {
  return new Promise((resolve) => {
    const limit = setTimeout(() => resolve(undefined), 300);
    wire.onBytes(() => {
      clearTimeout(limit);
      resolve(true);
    });
    wire.send(Buffer.from(RECORDS.surgard.heartbeat, 'latin1'));
  });
}

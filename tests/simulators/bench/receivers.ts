/** Alarm receivers on a serial port or TCP: see ReceiverSimulator. */
import { RECORDS, ReceiverSimulator } from '../receiver.ts';
import { callTcp, listenTcp, openSerial, type Wire } from '../wire/wire.ts';
import type { Target } from './options.ts';
import { paced, type Simulator } from './simulator.ts';
import { spoiler } from './spoil.ts';

const receiver = (name: keyof typeof RECORDS, about: string): Simulator => ({
  name,
  about,
  async run(options, say, stop) {
    const wire = await openWire(options.to);
    const simulator = new ReceiverSimulator({ wire, spoil: spoiler(options) });
    const records = RECORDS[name];
    const beat = async () => say({ what: 'heartbeat', fate: await simulator.heartbeat(records.heartbeat) });
    try {
      await paced(
        options,
        stop,
        async (account, index) => {
          const startedAt = performance.now();
          const fate = await simulator.send(records.alarm(account, index + 1));
          const answeredMs = Math.round(performance.now() - startedAt);
          say({ what: 'alarm', account, zone: (index + 1) % 1_000, fate, answeredMs });
        },
        beat,
      );
      // What nobody answered is sent once more, as a receiver does after its next heartbeat.
      if (simulator.buffered.length > 0 && !stop.aborted) await beat();
      say({ what: 'done', ...simulator.counts, buffered: simulator.buffered.length });
    } finally {
      simulator.dispose();
    }
  },
});

export const surgard = receiver('surgard', 'Sur-Gard MLR2 receiver, Contact ID records');
export const ademco685 = receiver('ademco685', 'Ademco 685 receiver');
export const radionics6500 = receiver('radionics6500', 'Radionics 6500 receiver');

async function openWire(target: Target): Promise<Wire> {
  switch (target.kind) {
    case 'serial':
      return openSerial(target.path);
    case 'tcp':
      return callTcp(target.host, target.port);
    case 'listen': {
      const port = await listenTcp(target.host, target.port);
      const wire = await port.next();
      port.close();
      return wire;
    }
    case 'udp':
      throw new Error('an alarm receiver does not speak UDP');
  }
}

/** Satellite receivers: see NmeaReceiver. A wire has no name, so every account is a sender of its own over UDP. */
import { NmeaReceiver } from '../nmea.ts';
import { listenTcp, openDatagrams, openSerial, type Wire } from '../wire/wire.ts';
import type { Target } from './options.ts';
import { paced, type Simulator } from './simulator.ts';
import { spoiler } from './spoil.ts';
import { stepOf } from './walk.ts';

const BAUD_RATE = 4_800;

export const nmea: Simulator = {
  name: 'nmea',
  about: 'satellite receivers (GGA, RMC, VTG) that move; udp, serial (4800 8N1) or listen',
  async run(options, say, stop) {
    const { to, accounts } = options;
    if (to.kind !== 'udp' && accounts.length > 1) throw new Error('one receiver on a line: --accounts names one');
    const spoil = spoiler(options);
    const receivers = new Map<string, NmeaReceiver>();
    let sent = 0;
    try {
      for (const account of accounts) receivers.set(account, new NmeaReceiver({ wire: await openWire(to), spoil }));
      await paced(
        options,
        stop,
        async (account, index) => {
          const { lat, lon, at, courseDegrees } = stepOf(options, index);
          receivers.get(account)!.report({ lat, lon, at, courseDegrees, speedMps: 1.4 });
          sent += 1;
          say({ what: 'position', account, lat, lon });
        },
        null,
      );
      for (const part of spoil.rest()) receivers.get(accounts[0]!)!.send(part);
      say({ what: 'done', position: sent });
    } finally {
      // What was written last still leaves.
      await new Promise((resolve) => setTimeout(resolve, 100));
      for (const receiver of receivers.values()) receiver.dispose();
    }
  },
};

async function openWire(target: Target): Promise<Wire> {
  switch (target.kind) {
    case 'udp':
      return openDatagrams(target.host, target.port);
    case 'serial':
      return openSerial(target.path, BAUD_RATE);
    case 'listen': {
      const port = await listenTcp(target.host, target.port);
      const wire = await port.next();
      port.close();
      return wire;
    }
    case 'tcp':
      throw new Error('a station calls a device server: --to udp:, serial: or listen:');
  }
}

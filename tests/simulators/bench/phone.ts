/** Phones of grid workers over HTTP: see Phone. `--to tcp:HOST:PORT` is the station's HTTP port. */
import { Phone } from '../phone.ts';
import { paced, type Simulator } from './simulator.ts';
import { spoiler } from './spoil.ts';
import { stepOf } from './walk.ts';

export const phone: Simulator = {
  name: 'phone',
  about: 'phones with OwnTracks, OsmAnd or Traccar Client that walk and may call for help',
  async run(options, say, stop) {
    const { to, as: app = 'owntracks' } = options;
    if (to.kind !== 'tcp') throw new Error('phones go over HTTP: tcp:HOST:PORT');
    if (app !== 'owntracks' && app !== 'osmand' && app !== 'traccar')
      throw new Error('a phone is owntracks, osmand or traccar');
    const url = `http://${to.host}:${to.port}`;
    const spoil = spoiler(options);
    const answered: Record<string, number> = {};
    await paced(
      options,
      stop,
      async (account, index) => {
        const { callsForHelp, ...step } = stepOf(options, index);
        const sender = new Phone({ url, key: account, app });
        const report = {
          ...step,
          accuracyM: 6,
          speedMps: 1.4,
          batteryPercent: 71,
          ...(callsForHelp && { alarm: 'sos' }),
        };
        const what = callsForHelp ? 'sos' : 'position';
        const isLast = index + 1 === options.count;
        for (const bytes of [...spoil(sender.encode(report)), ...(isLast ? spoil.rest() : [])]) {
          const startedAt = performance.now();
          const { status } = await sender.transmit(bytes);
          answered[status] = (answered[status] ?? 0) + 1;
          say({ what, account, status, answeredMs: Math.round(performance.now() - startedAt) });
        }
      },
      null,
    );
    say({ what: 'done', ...answered });
  },
};

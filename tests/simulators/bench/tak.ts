/** TAK terminals over UDP, or a TCP connection each: see TakTerminal. */
import { TakTerminal } from '../tak.ts';
import { paced, type Simulator } from './simulator.ts';
import { spoiler } from './spoil.ts';
import { stepOf } from './walk.ts';

export const tak: Simulator = {
  name: 'tak',
  about: 'TAK terminals (CoT as XML or TAK v1) that walk, may call for help, and ping',
  async run(options, say, stop) {
    const { to, as: form = 'xml' } = options;
    if (to.kind !== 'udp' && to.kind !== 'tcp') throw new Error('TAK goes over udp: or tcp:');
    if (form !== 'xml' && form !== 'tak') throw new Error('TAK is xml or tak');
    const { kind: transport, host, port } = to;
    const spoil = spoiler(options);
    const terminals = new Map<string, TakTerminal>();
    const sent = { position: 0, sos: 0, ping: 0 };
    try {
      for (const uid of options.accounts) {
        let saidAt = 0;
        // No terminal is at two places at one time: when the machine stalls, what it catches up with still has times of its own.
        const clock = () => {
          saidAt = Math.max(Date.now() + options.skew * 1_000, saidAt + 1);
          return saidAt;
        };
        terminals.set(uid, await TakTerminal.open({ host, port, transport, form, uid, clock }));
      }
      await paced(
        options,
        stop,
        async (account, index) => {
          const terminal = terminals.get(account)!;
          const { callsForHelp, lat, lon, courseDegrees } = stepOf(options, index);
          const point = { lat, lon, ceM: 6 };
          const bytes = callsForHelp
            ? terminal.encodeCall(point)
            : terminal.encodeReport(point, { speedMps: 1.4, courseDegrees, batteryPercent: 71 });
          const late = index + 1 === options.count ? spoil.rest : () => [];
          for (const part of [...spoil(bytes), ...late()]) await terminal.sendBytes(part);
          const what = callsForHelp ? 'sos' : 'position';
          sent[what]++;
          say({ what, account, lat, lon });
        },
        async () => {
          for (const terminal of terminals.values()) await terminal.ping();
          sent.ping += terminals.size;
        },
      );
      // The answers to the last pings may still be on their way.
      await new Promise((resolve) => setTimeout(resolve, 300));
      const answers = [...terminals.values()].reduce((sum, terminal) => sum + terminal.received.length, 0);
      say({ what: 'done', ...sent, answers });
    } finally {
      for (const terminal of terminals.values()) terminal.dispose();
    }
  },
};

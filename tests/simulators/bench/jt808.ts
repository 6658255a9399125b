/** Vehicle terminals over TCP, a connection each: see Terminal808. */
import { Terminal808 } from '../jt808.ts';
import type { SimulatorOptions } from './options.ts';
import { paced, type Simulator } from './simulator.ts';
import { spoiler } from './spoil.ts';
import { stepOf } from './walk.ts';

/** What terminals leave the factory with is 5 s and 3 times; nobody wants to wait for that on the desk. */
const RESEND = { afterMs: 1_000, times: 5 };
const RESULTS: Readonly<Record<number, string>> = {
  0: 'ok',
  1: 'failed',
  2: 'bad',
  3: 'unsupported',
  4: 'alarmConfirmed',
};

export const jt808: Simulator = {
  name: 'jt808',
  about: 'vehicle terminals (JT/T 808) that register, drive, may press SOS, and show their orders',
  async run(options, say, stop) {
    const terminals = openTerminals(options);
    const fates: Record<string, number> = {};
    const shown = () => [...terminals.values()].reduce((sum, terminal) => sum + terminal.shown.length, 0);
    const tell = async (
      what: string,
      account: string,
      speak: (terminal: Terminal808) => Promise<{ result: number }>,
    ) => {
      const terminal = terminals.get(account)!;
      const startedAt = performance.now();
      const fate = await fateOf(terminal, speak);
      fates[fate] = (fates[fate] ?? 0) + 1;
      say({ what, account, fate, answeredMs: Math.round(performance.now() - startedAt), isSosSet: terminal.isSosSet });
    };
    try {
      for (const terminal of terminals.values()) await terminal.connect();
      await paced(
        options,
        stop,
        (account, index) => {
          const { callsForHelp, ...step } = stepOf(options, index);
          const report = { ...step, speedMps: 8.3 };
          return callsForHelp
            ? tell('sos', account, (terminal) => terminal.pressSos(report))
            : tell('position', account, (terminal) => terminal.report(report));
        },
        async () => {
          for (const account of options.accounts) await tell('heartbeat', account, (terminal) => terminal.heartbeat());
        },
      );
      say({ what: 'done', ...fates, shown: shown() });
    } finally {
      for (const terminal of terminals.values()) terminal.dispose();
    }
  },
};

function openTerminals(options: SimulatorOptions): Map<string, Terminal808> {
  const { to, as: edition = '2013', accounts } = options;
  if (to.kind !== 'tcp') throw new Error('JT/T 808 goes over tcp:');
  if (edition !== '2013' && edition !== '2019') throw new Error('jt808 is 2013 or 2019');
  if (!accounts.every((account) => /^[0-9A-Fa-f]{1,20}$/.test(account))) {
    throw new Error('--accounts of a jt808 are terminal numbers, digits or packed hex');
  }
  const version = edition === '2019' ? 2019 : 2013;
  const { host, port } = to;
  const spoil = spoiler(options);
  return new Map(
    accounts.map((id) => [id, new Terminal808({ host, port, id, version, spoil, resend: RESEND })] as const),
  );
}

/** Online first, whenever the connection is new: a station hangs up on whoever it does not believe. */
const online = new WeakSet<Terminal808>();

async function fateOf(
  terminal: Terminal808,
  speak: (terminal: Terminal808) => Promise<{ result: number }>,
): Promise<string> {
  try {
    if (!terminal.isConnected) {
      online.delete(terminal);
      await terminal.connect();
    }
    if (!online.has(terminal)) {
      if (terminal.code === null && (await terminal.register()) !== 0) return 'notRegistered';
      if ((await terminal.authenticate()).result !== 0) {
        // The code is of another station, or of another life: registered anew next time.
        terminal.code = null;
        return 'notAuthenticated';
      }
      online.add(terminal);
    }
    const { result } = await speak(terminal);
    return RESULTS[result] ?? String(result);
  } catch {
    return 'silence';
  }
}

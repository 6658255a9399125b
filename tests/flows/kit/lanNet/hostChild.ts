// A station in a network namespace of its own, told what to do by lines of JSON; tests/flows/lanNamespaces.test.ts.
import { createInterface } from 'node:readline';
import { pointAt } from '#tests/fixtures/tinyPack.ts';
import { ADMIN, openStation } from '../station.ts';

const [address, port] = process.argv.slice(2) as [string, string];
const station = await openStation({ overrides: { lan: { host: address, port: Number(port) } } });
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
say({ said: 'ready', lan: station.core.lan });

for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line) as { do: 'invite' | 'open' | 'head' | 'stop'; count?: number };
  if (order.do === 'invite') {
    const { joinCode } = await station.command('machine.invite', { name: '远端席位', role: 'duty' }, ADMIN);
    say({ said: 'invited', ...(joinCode as object) });
  } else if (order.do === 'open') {
    for (let index = 0; index < (order.count ?? 1); index++) {
      const [lon, lat] = pointAt(index * 40, 60);
      await station.command('incident.open', { kind: 'fire', lon, lat });
    }
    say({ said: 'opened' });
  } else if (order.do === 'head') {
    const { incidents } = station.core.desk.world;
    say({ said: 'head', ...station.core.desk.journal.durableHead, incidents: [...incidents.keys()].sort() });
  } else break;
}
await station[Symbol.asyncDispose]();
process.exit(0);

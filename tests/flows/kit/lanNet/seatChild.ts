// A joined machine in another network namespace: joins as the shell does, folds as the window does; tests/flows/lanNamespaces.test.ts.
// Its one argument is the address; the code comes as the first line. NODE_EXTRA_CA_CERTS cannot be known before: it is trusted by pin.
import { randomFillSync } from 'node:crypto';
import { createInterface } from 'node:readline';
import tls from 'node:tls';
import { joinHost, lookAtHost } from '#main/shell/join/joinHost.ts';
import { PinnedHost } from '#main/shell/join/pinnedHost.ts';
import { RemoteCore } from '#main/shell/join/remoteCore.ts';
import { SeatClient } from '../../../../renderer/live/seatClient.ts';
import { certificateOf } from '../lan.ts';

const [address] = process.argv.slice(2) as [string];
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { value: code } = await lines.next();

const look = await lookAtHost(address);
if (!look.ok) throw new Error(look.reason.en);
const joined = await joinHost({ ...look.value, code: String(code) }, 'remote', Date.now());
if (!joined.ok) throw new Error(joined.reason.en);
const { record, token } = joined.value;
// What Electron does by its certificate pin, Node does by trusting this one certificate and no other.
const { pem } = await certificateOf({ host: record.host, port: record.port });
tls.setDefaultCACertificates([pem]);

const client = new SeatClient({ token, clock: Date.now, randomBytes: (bytes) => randomFillSync(bytes) });
const shell = new RemoteCore({
  host: new PinnedHost({ host: record.host, port: record.port }, record.fingerprint),
  token,
  now: () => performance.now(),
  onWhereabouts: (core) => {
    client.pointAt(core);
    say({ said: 'shell', state: core.state });
  },
  onPulse: () => undefined,
  onReached: () => undefined,
});
client.pointAt(shell.whereabouts);
shell.start();
setInterval(() => client.watch(), 500);

let state = '';
client.changes.subscribe(() => {
  if (client.connection.state === state) return;
  state = client.connection.state;
  say({ said: 'window', state, heardAgoMs: Date.now() - (client.connection.lastHeardAt ?? Date.now()) });
});

for (;;) {
  const { value: line, done } = await lines.next();
  if (done) break;
  const order = JSON.parse(String(line)) as { do: 'head' } | { do: 'send' };
  if (order.do === 'head') {
    const { world, hash } = client.live;
    say({ said: 'head', seq: world.seq, hash, incidents: [...world.incidents.keys()].sort() });
  } else {
    const [incidentId] = client.live.world.incidents.keys();
    const outcome = await client.send('incident.note', { incidentId, text: '自远端席位' });
    say({ said: 'sent', state: outcome.state });
  }
}
process.exit(0);

// A stand-in for the core in the supervisor's test: a real process that speaks the host wire and misbehaves on request.
import { appendFileSync } from 'node:fs';

const [behaviour, ledger, ...args] = process.argv.slice(2);
const port = args[args.indexOf('--port') + 1];
appendFileSync(ledger, `${port}\n`);

const say = (message) => process.send(message);
const pulse = () => say({ kind: 'pulse', seq: 1, unanswered: [] });
const ready = () =>
  say({
    kind: 'ready',
    url: `http://127.0.0.1:${port}`,
    realm: 'drill',
    stationName: 'test',
    packId: 'demo',
    packDirectory: '/nowhere',
  });

if (behaviour === 'bad-config') {
  process.stderr.write('links.0.transport.port: expected number\n');
  process.exit(2);
}
if (behaviour === 'port-taken') process.exit(1);
ready();
pulse();
if (behaviour === 'well') setInterval(pulse, 50);
if (behaviour === 'silent') setInterval(() => {}, 1_000);
process.on('message', (message) => {
  if (message.kind === 'tellDrillStation' && behaviour === 'well') {
    say({ kind: 'drillStation', id: message.id, station: { asked: message.id } });
  }
  if (message.kind === 'stop' && behaviour !== 'silent') process.exit(0);
});

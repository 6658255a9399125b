/**
 * The media process: a program of its own, started by the core (host/startMediaHost.ts) and ended with it. The first message is
 * its setup; then it answers offers and probes, serves the media port, and tells every second how its streams are.
 */
import { MediaServer } from './child/mediaServer.ts';
import { openParent } from './child/parent.ts';

const parent = openParent();
let server: MediaServer | null = null;

const leave = (code: number) => {
  server?.dispose();
  process.exit(code);
};

process.on('uncaughtException', (error) => {
  process.stderr.write(`media: ${error.stack ?? error.message}\n`);
  // A bug leaves nobody knows what behind: a fresh process is up in a second.
  process.exit(1);
});

parent.onGone(() => leave(0));
parent.onMessage((message) => {
  if (message.kind !== 'setup') return server?.hear(message);
  server ??= new MediaServer(message, (answer) => parent.send(answer));
  server.start().catch((error: Error) => {
    process.stderr.write(`media: ${error.message}\n`);
    leave(2);
  });
});

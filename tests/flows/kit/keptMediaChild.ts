/** A core as small as can be, under a shell: it has a media host whose process the shell keeps, and says at which port that is. */
import { childOfShell } from '#main/core/video/media/host/childOfShell.ts';
import { startMediaHost } from '#main/core/video/media/host/startMediaHost.ts';
import type { HostToCore } from '#shared/wire/host.ts';

const shell = childOfShell({
  send: (wish) => process.send!(wish),
  onMedia: (listener) => process.on('message', (message: HostToCore) => message.kind === 'media' && listener(message)),
});
const host = startMediaHost(
  {
    listen: { host: '127.0.0.1', port: 0 },
    ...{ mediaFolders: [], allowedAddresses: [], allowedOrigins: [] },
    log: (line) => process.send!({ kind: 'said', line }),
  },
  shell,
);
let port: number | null = null;
setInterval(() => {
  if (host.port() === port) return;
  port = host.port();
  process.send!({ kind: 'said', port });
}, 20);
process.on('disconnect', () => process.exit(0));

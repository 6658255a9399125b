/** Under the desktop the shell keeps the media process for the core: it starts, is started again, and never outlives its core. */
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { spawnedCore } from '#main/shell/core/spawnedCore.ts';
import { withMedia } from '#main/shell/media/withMedia.ts';
import { eventually } from './kit/station.ts';

const programAt = (path: string) =>
  spawnedCore({
    node: process.execPath,
    entry: fileURLToPath(new URL(path, import.meta.url)),
    env: process.env,
    onOutput: () => {},
  });
const core = programAt('./kit/keptMediaChild.ts');
const media = programAt('../../main/core/video/media/mediaProcess.ts');

const processIds: number[] = [];
afterEach(() => {
  for (const id of processIds.splice(0)) if (isAlive(id)) process.kill(id, 'SIGKILL');
});

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}

function startUnderShell() {
  const said: { port?: number | null; line?: string }[] = [];
  const mediaIds: number[] = [];
  let hasEnded = false;
  const start = withMedia(core, (args, listeners) => {
    const child = media(args, listeners);
    mediaIds.push(child.processId!);
    processIds.push(child.processId!);
    return child;
  });
  const child = start([], {
    onMessage: (message) => said.push(message as { port: number }),
    onComplaint: (line) => said.push({ line }),
    onExit: () => {
      hasEnded = true;
    },
  });
  processIds.push(child.processId!);
  const ports = () => said.flatMap(({ port }) => (port === undefined ? [] : [port]));
  return { child, mediaIds, ports, hasEnded: () => hasEnded };
}

test('a media process that is killed is started again, and its port is the one before', async () => {
  const { mediaIds, ports } = startUnderShell();
  const [port] = await eventually('the first is up', () => (ports().length === 1 ? ports() : undefined));
  process.kill(mediaIds[0]!, 'SIGKILL');
  await eventually('another is up', () => ports().length === 3 || undefined);
  expect([ports(), mediaIds.length]).toEqual([[port, null, port], 2]);
  expect(port).toBeGreaterThan(0);
});

test('a core that is killed takes its media process with it', async () => {
  const { child, mediaIds, ports, hasEnded } = startUnderShell();
  await eventually('it is up', () => ports().length === 1 || undefined);
  process.kill(child.processId!, 'SIGKILL');
  await eventually('the shell knows', () => hasEnded() || undefined);
  await eventually('the media process is gone', () => !isAlive(mediaIds[0]!) || undefined);
});

test('a core that ends before its media process is up takes it along', async () => {
  const { child, mediaIds, hasEnded } = startUnderShell();
  await eventually('one was asked for', () => mediaIds.length === 1 || undefined);
  child.kill();
  await eventually('the shell knows', () => hasEnded() || undefined);
  await eventually('the media process is gone', () => !isAlive(mediaIds[0]!) || undefined);
});

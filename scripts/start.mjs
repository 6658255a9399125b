// npm start: from a fresh checkout to an open duty window, saying what it does on the way. Options: lib/start-options.mjs.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { attend } from './lib/children.mjs';
import { withoutNoise } from './lib/chromium-noise.mjs';
import { fromRoot, root } from './lib/paths.mjs';
import { readStartOptions, usage } from './lib/start-options.mjs';

const say = (line) => console.log(line);
const options = readStartOptions(process.argv.slice(2), process.env.INIT_CWD ?? process.cwd());
if ('problem' in options) stop(`${options.problem}\n${usage}`, 2);
if (!existsSync(fromRoot('node_modules/vite/package.json')))
  stop('The dependencies are not installed yet. Run: npm ci', 1);

try {
  process.exit(await start());
} catch (error) {
  stop(error instanceof Error ? error.message : String(error), 1);
}

async function start() {
  // Loaded only now: they need node_modules, whose absence deserves a better sentence than a module error.
  const [{ build }, { prepareDesktop }] = await Promise.all([
    import('./lib/build/build.mjs'),
    import('./lib/desktop.mjs'),
  ]);
  await build(say);
  const desktop = await prepareDesktop({
    say,
    width: Math.max(1920, options.width),
    // One row more than the window: Chromium shrinks a window that is exactly as large as its screen.
    height: Math.max(1080, options.height) + 1,
  });
  try {
    for (const line of desktop.runtime.say) say(line);
    for (const line of whereToLook(desktop)) say(line);
    const child = spawn(desktop.runtime.executable, [root, ...desktop.flags, ...options.args], {
      cwd: root,
      env: { ...process.env, ...desktop.env },
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    withoutNoise(child.stderr).pipe(process.stderr);
    return await attend(child);
  } finally {
    desktop.close();
  }
}

function whereToLook(desktop) {
  const { values, width, height } = options;
  const size = `${width}×${height}`;
  const station = values['--config']
    ? `Station: ${values['--config']}`
    : 'Station: the built-in demo district, with a drill running';
  const data = `Data: ${values['--data'] ?? "the application's own folder (printed below by the application)"}`;
  if (values['--screenshot'])
    return [station, data, `A ${size} window will be photographed to ${values['--screenshot']}`];
  if (!desktop.ownDisplay) return [station, data, `The duty window opens on this screen (${size})`];
  const see = `x11vnc -display ${desktop.ownDisplay} -auth ${desktop.env.XAUTHORITY}`;
  return [
    station,
    data,
    `No screen here: the duty window (${size}) is on virtual display ${desktop.ownDisplay}`,
    `To see it: npm start -- --screenshot FILE.png, or ${see}`,
  ];
}

function stop(message, code) {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

// Every program the core consists of: source → bundle. A thread and a child process are programs of their own, looked for beside the core.
export const corePrograms = [
  ['main/serve.ts', 'dist/core/serve.mjs'],
  ['main/core/tracks/history/thread.ts', 'dist/core/tracks-history.mjs'],
  ['main/core/gateway/replay/thread.ts', 'dist/core/gateway-replay.mjs'],
  ['main/core/review/thread.ts', 'dist/core/review.mjs'],
  ['main/core/roads/coverageThread.ts', 'dist/core/roads-coverage.mjs'],
  ['main/core/video/sight/blindThread.ts', 'dist/core/video-blind.mjs'],
  ['main/core/video/media/mediaProcess.ts', 'dist/core/media.mjs'],
  ['scenes/worker/main.ts', 'dist/core/scenes.mjs'],
];

/** @returns {string[]} paths from the checkout, or inside the packed application */
export const coreOutputs = () => corePrograms.map(([, output]) => output);

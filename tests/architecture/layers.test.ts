import { describe, expect, test } from 'vitest';
import { brokenArrows } from './arrows.ts';
import { readSources } from './imports.ts';

/** It reads a thousand files, beside whatever else runs. */
const READING_MS = 120_000;

describe('the arrow table of the design', () => {
  test(
    'is kept by every source file',
    () => {
      const files = readSources(['shared', 'main', 'preload', 'renderer', 'scenes']);
      expect(files.length).toBeGreaterThan(10);
      expect(brokenArrows(files)).toEqual([]);
    },
    READING_MS,
  );

  test('is enforced: each way of breaking it is named', () => {
    const madeUp = [
      { path: 'shared/domain/unit.ts', source: "import { z } from 'zod';\nimport fs from 'node:fs';" },
      { path: 'shared/domain/alarm.ts', source: "export { open } from '../../main/core/journal/store.ts';" },
      { path: 'main/core/desk/intake.ts', source: "import type { App } from 'electron';" },
      { path: 'main/core/journal/store.ts', source: "import { intake } from '../desk/intake.ts';" },
      { path: 'main/core/links/registry.ts', source: "import { intake } from '../desk/intake.ts';" },
      { path: 'main/core/index.ts', source: "const shell = await import('#main/shell/windows.ts');" },
      { path: 'main/shell/core.ts', source: "type Core = import('../core/index.ts').Core;" },
      { path: 'preload/index.ts', source: "import { live } from '../renderer/live/store.ts';" },
      {
        path: 'renderer/panels/queue/view.tsx',
        source: "import { Viewer } from 'cesium';\nimport '../detail/view.tsx';",
      },
      { path: 'renderer/panels/queue/live.tsx', source: "import { io } from 'socket.io-client';" },
      { path: 'renderer/live/store.ts', source: "import { useState } from 'react';\nimport '../commands/run.ts';" },
      {
        path: 'renderer/ui/button.tsx',
        source: "import { unit } from '#shared/domain/unit.ts';\nimport os from 'os';",
      },
      { path: 'renderer/attic/old.ts', source: "import '../live/store.ts';" },
      { path: 'main/shell/legacy.ts', source: "const database = require('better-sqlite3');" },
    ];
    expect(brokenArrows(madeUp)).toEqual([
      'shared/domain/unit.ts → node:fs: shared imports only zod',
      'shared/domain/alarm.ts → ../../main/core/journal/store.ts: shared may import only itself',
      'main/core/desk/intake.ts → electron: only main/index.ts, main/shell, preload may import it',
      'main/core/journal/store.ts → ../desk/intake.ts: main/core/journal may import only shared',
      'main/core/links/registry.ts → ../desk/intake.ts: main/core/links may import only shared, main/core/xml',
      expect.stringMatching(/^main\/core\/index\.ts → #main\/shell\/windows\.ts: main\/core may import only shared/),
      'main/shell/core.ts → ../core/index.ts: main/shell may import only shared, main/pack',
      'preload/index.ts → ../renderer/live/store.ts: preload may import only shared',
      'renderer/panels/queue/view.tsx → cesium: only renderer/scene may import it',
      'renderer/panels/queue/view.tsx → ../detail/view.tsx: panels never import each other',
      expect.stringMatching(/^renderer\/panels\/queue\/live\.tsx → socket\.io-client: only renderer\/live/),
      'renderer/live/store.ts → react: live and commands know no React',
      'renderer/live/store.ts → ../commands/run.ts: renderer/live may import only shared',
      'renderer/ui/button.tsx → #shared/domain/unit.ts: renderer/ui may import only shared/text, shared/kit',
      'renderer/ui/button.tsx → os: a window has no Node',
      'renderer/attic/old.ts → ../live/store.ts: the importer is in no row of the arrow table',
      'main/shell/legacy.ts → better-sqlite3: only main/core, main/pack/mbtiles.ts may import it',
    ]);
  });

  test('lets through what the design allows', () => {
    const madeUp = [
      { path: 'main/core/index.ts', source: "import './desk/intake.ts';\nimport '#shared/wire/config.ts';" },
      { path: 'main/core/links/registry.ts', source: "import type { Intake } from '../desk/intake.ts';" },
      { path: 'renderer/panels/registry.ts', source: "const queue = () => import('./queue/view.tsx');" },
      { path: 'renderer/windows/duty/main.tsx', source: "import '../../scene/globe.tsx';\nimport 'react-dom/client';" },
      { path: 'renderer/scene/globe.tsx', source: "import { Viewer } from 'resium';\nimport '../live/store.ts';" },
      { path: 'renderer/ui/clock.tsx', source: "import { zh } from '#shared/text/zh.ts';" },
      { path: 'shared/domain/unit.test.ts', source: "import { test } from 'vitest';" },
    ];
    expect(brokenArrows(madeUp)).toEqual([]);
  });
});

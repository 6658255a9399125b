import { expect, test } from 'vitest';
import type { WallReport } from '#shared/wire/wall.ts';
import type { WallPaintState, WallState } from '#shared/wire/wallWindow.ts';
import { wallFaults } from './wallFaults.ts';

const NOW = 1_000_000_000;
const size = { width: 1_920, height: 1_080 };
const own = (state: WallPaintState, sinceMs = 5_000): WallState => ({
  displays: [{ identity: 'sony-1', name: 'SONY', ...size, isPresent: true, isDesk: false, wall: 'sony-1' }],
  windows: [{ identity: 'sony-1', name: 'SONY', ...size, state, since: NOW - sinceMs }],
  start: { withApplication: true, withLogin: false },
});
const far = (state: WallReport['state'], sinceMs = 5_000, displayId = 'lg-2'): WallReport => ({
  ...{ displayId, label: 'LG', ...size, presetId: 'overview', machine: '大厅' },
  ...{ state, since: NOW - sinceMs },
});

test.each<[string, WallState | null, WallReport[], string[]]>([
  ['all are painted', own('painting'), [far('painting')], []],
  ['one of this machine stands still', own('frozen'), [], ['frozen SONY']],
  ['its display was pulled out', own('gone'), [], ['missing SONY']],
  ['its page is being loaded', own('restarting'), [], []],
  ['its page does not come back', own('restarting', 25_000), [], ['missing SONY']],
  ['one of another machine paints no more', own('painting'), [far('silent')], ['frozen 大厅 LG']],
  ['another machine has gone', null, [far('gone')], ['missing 大厅 LG']],
  ['another machine went long ago', null, [far('gone', 4_000_000)], []],
  ['what the shell says of its own goes before the core', own('painting'), [far('silent', 9_000, 'sony-1')], []],
  [
    'a window of this machine that was closed is missed by nobody',
    { ...own('painting'), windows: [] },
    [far('gone', 9_000, 'sony-1')],
    [],
  ],
  ['so is one that spanned its displays', { ...own('painting'), windows: [] }, [far('gone', 9_000, 'sony-1+x')], []],
])('%s', (_name, shell, reports, expected) => {
  expect(wallFaults(shell, reports, NOW).map(({ kind, name }) => `${kind} ${name}`)).toEqual(expected);
});

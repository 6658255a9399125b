/** What a page may ask of the machine, and where it may go: items 5 and 13 to 15 of RELIABILITY §3. */
import { describe, expect, test } from 'vitest';
import { inPage } from '../kit/inPage.ts';
import { DUTY_PAGE, type SecurityLab, windowUrls } from './lab.ts';

export function secureOutside(lab: SecurityLab): void {
  describe('item 5: permissions', () => {
    const names = [
      'geolocation',
      'notifications',
      'midi',
      'background-sync',
      'persistent-storage',
      'clipboard-read',
      'screen-wake-lock',
      'idle-detection',
      'display-capture',
      'window-management',
      'local-fonts',
      'storage-access',
    ];

    test.each(names)('%s is never granted', async (name) => {
      const state = await inPage(
        lab.running.window,
        (world, permission) =>
          world.navigator.permissions.query({ name: permission }).then(
            (status) => status.state as string,
            () => 'unknown here',
          ),
        name,
      );
      expect(['denied', 'unknown here']).toContain(state);
    });

    test('camera and microphone are the duty page’s, for calls with the field, and no other page’s', async () => {
      const pages = lab.running.app.windows();
      const sound = pages.find((page) => page.url().startsWith('app://pingan/windows/sound/'));
      const states = (page: typeof lab.running.window) =>
        inPage(
          page,
          (world, names) =>
            Promise.all(names.map(async (name) => (await world.navigator.permissions.query({ name })).state as string)),
          ['camera', 'microphone'] as const,
        );
      expect(sound).toBeDefined();
      expect(await states(lab.running.window)).toEqual(['granted', 'granted']);
      expect(await states(sound!)).toEqual(['denied', 'denied']);
    });

    test('asking outright is refused: place, serial, USB, HID, Bluetooth, MIDI, screen, pointer', async () => {
      const outcomes = await inPage(lab.running.window, async (world) => {
        const asked: Record<string, () => Promise<unknown> | undefined> = {
          screen: () => world.navigator.mediaDevices.getDisplayMedia(),
          place: () => new Promise((done, fail) => world.navigator.geolocation.getCurrentPosition(done, fail)),
          midi: () => world.navigator.requestMIDIAccess({ sysex: true }),
          notification: async () => {
            if ((await world.Notification.requestPermission()) !== 'granted') throw new Error('denied');
          },
          ...Object.fromEntries(
            (['serial', 'usb', 'hid', 'bluetooth'] as const).map((name) => [
              name,
              () => {
                const device = Reflect.get(navigator, name) as
                  | Record<string, (options: object) => Promise<unknown>>
                  | undefined;
                const request = device?.requestPort ?? device?.requestDevice;
                if (!device || !request) throw new Error('absent');
                const found = request.call(device, { filters: [], acceptAllDevices: true });
                // HID answers an empty list instead of failing.
                return found.then((list) => (Array.isArray(list) && list.length === 0 ? Promise.reject(list) : list));
              },
            ]),
          ),
        };
        const results: Record<string, string> = {};
        for (const [name, ask] of Object.entries(asked)) {
          try {
            await ask();
            results[name] = 'granted';
          } catch {
            results[name] = 'refused';
          }
        }
        return results;
      });
      expect(new Set(Object.values(outcomes))).toEqual(new Set(['refused']));
    });

    test('refusals are in the log', () => {
      expect(lab.entriesOf('permission').map(({ permission }) => permission)).toEqual(
        expect.arrayContaining(['media', 'geolocation']),
      );
    });
  });

  describe('item 13: navigation', () => {
    test.each([
      ['http', () => lab.strange.url],
      ['a file', () => 'file:///etc/passwd'],
      ['data', () => 'data:text/html,<script>document.title="mine"</script>'],
      ['another host of our scheme', () => 'app://evil/index.html'],
      ['another page of ours', () => 'app://pingan/windows/sound/index.html'],
      ['the scene pack', () => 'pack://demo/manifest.json'],
      ['script', () => 'javascript:window.marks.push("script")'],
      ['an unknown scheme', () => 'ms-settings:privacy'],
    ])('%s does not move the page', async (_name, address) => {
      const marks = await inPage(
        lab.running.window,
        async (world, url) => {
          world.marks = [];
          const link = world.document.createElement('a');
          link.href = url;
          world.document.body.append(link);
          link.click();
          world.location.href = url;
          await new Promise((done) => setTimeout(done, 300));
          link.remove();
          return world.marks;
        },
        address(),
      );
      expect([lab.running.window.url(), marks]).toEqual([DUTY_PAGE, []]);
      expect(await lab.running.app.evaluate(windowUrls)).toContain(DUTY_PAGE);
    });

    test('a frame is neither loaded nor moved', async () => {
      const frames = await inPage(
        lab.running.window,
        async (world, url) => {
          const frame = world.document.createElement('iframe');
          frame.src = url;
          world.document.body.append(frame);
          await new Promise((done) => setTimeout(done, 500));
          const isOpen = frame.contentDocument?.location.href;
          frame.remove();
          return isOpen ?? 'blocked';
        },
        lab.strange.url,
      );
      expect(['blocked', 'about:blank']).toContain(frames);
      expect(lab.strange.visits()).toBe(0);
    });

    test('a file dropped on the window does not open', async () => {
      const session = await lab.running.window.context().newCDPSession(lab.running.window);
      const data = { items: [], files: ['/etc/passwd'], dragOperationsMask: 1 };
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
        await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
      }
      await lab.running.window.waitForTimeout(300);
      expect([lab.running.window.url(), await lab.running.app.evaluate(windowUrls)]).toEqual([
        DUTY_PAGE,
        expect.arrayContaining([DUTY_PAGE]),
      ]);
    });

    test('refusals are in the log', () => {
      expect(lab.entriesOf('navigation').map(({ url }) => url)).toEqual(
        expect.arrayContaining([lab.strange.url, 'app://evil/index.html']),
      );
    });
  });

  describe('items 14 and 15: new windows and the system outside', () => {
    const addresses = [
      'https://example.com/',
      'https://ok@evil.example/',
      'file:///etc/passwd',
      'smb://server/share',
      'ms-msdt:/id PCWDiagnostic',
      'javascript:alert(1)',
      'vbscript:x',
      '\\\\server\\share\\x.exe',
      'mailto:a@b.c',
      'app://pingan/windows/duty/index.html',
      'about:blank',
      '',
    ];

    test('window.open gives nothing, opens nothing and hands nothing to the system', async () => {
      await lab.running.app.evaluate(({ shell }) => {
        const opened: string[] = [];
        Object.assign(globalThis, { openedOutside: opened });
        shell.openExternal = (url) => {
          opened.push(url);
          return Promise.resolve();
        };
      });
      const before = (await lab.running.app.evaluate(windowUrls)).length;
      const opened = await inPage(
        lab.running.window,
        (world, urls) =>
          urls.map((url) => ['_blank', '_top', 'other'].map((target) => target !== '_top' && world.open(url, target))),
        addresses,
      );
      expect(new Set(opened.flat())).toEqual(new Set([null, false]));
      expect((await lab.running.app.evaluate(windowUrls)).length).toBe(before);
      expect(await lab.running.app.evaluate(() => Reflect.get(globalThis, 'openedOutside') as string[])).toEqual([]);
    });

    test('refusals are in the log', () => {
      expect(lab.entriesOf('window').map(({ url }) => url)).toContain('https://example.com/');
    });
  });
}

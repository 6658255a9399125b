/** What a page may load and run: items 1, 6 and 7 of RELIABILITY §3. */
import { describe, expect, test } from 'vitest';
import { beforePage, inPage } from '../kit/inPage.ts';
import { builtPageFiles, DUTY_PAGE, type SecurityLab } from './lab.ts';

export function secureContent(lab: SecurityLab): void {
  describe('item 1: only secure content', () => {
    test('pages ask for nothing but our own schemes and the address of the core', () => {
      const { host } = new URL(lab.coreUrl);
      const expected = [
        'app://pingan',
        'pack:',
        `http://${host}`,
        `ws://${host}`,
        'blob:',
        'data:',
        'devtools://devtools',
      ];
      const strangers = lab
        .entriesOf('origin')
        .filter(
          ({ origin }) => !expected.some((allowed) => origin === allowed || String(origin).startsWith('pack://')),
        );
      expect(strangers).toEqual([]);
      expect(lab.entriesOf('origin')).toContainEqual(expect.objectContaining({ origin: 'app://pingan' }));
    });

    test('the ordinary journey makes no request to a foreign host', () => {
      expect(lab.entriesOf('request')).toEqual([]);
    });

    test('a request that the policy of the page would let by is still cancelled by the session, and logged', async () => {
      const outcome = await lab.running.app.evaluate(async ({ BrowserWindow }, url) => {
        const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
        const result = await window.loadURL(url).then(
          () => 'loaded',
          (error: Error) => error.message,
        );
        window.destroy();
        return result;
      }, lab.strange.url);
      expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT');
      expect(lab.entriesOf('request')).toContainEqual(expect.objectContaining({ url: lab.strange.url }));
      expect(lab.strange.visits()).toBe(0);
    });
  });

  describe('item 6: web security', () => {
    test('is on in every page', lab.allPages({ webSecurity: true }));

    test('another origin cannot be read, and hears nothing', async () => {
      const before = lab.strange.visits();
      const outcome = await inPage(
        lab.running.window,
        (_world, url) =>
          fetch(url).then(
            () => 'read',
            () => 'failed',
          ),
        lab.strange.url,
      );
      expect([outcome, lab.strange.visits()]).toEqual(['failed', before]);
    });
  });

  describe('item 7: content security policy', () => {
    test('every answer of app: has it, pages, scripts, styles and workers alike', async () => {
      const files = builtPageFiles().filter((path) => /\.(html|js|css)$/.test(path));
      expect(files.some((path) => path.endsWith('.html'))).toBe(true);
      const without = await inPage(
        lab.running.window,
        async (_world, paths) => {
          const missing: string[] = [];
          for (const path of paths) {
            const { headers, status } = await fetch(`app://pingan/${path}`);
            const policy = headers.get('content-security-policy') ?? '';
            const isGood =
              status === 200 && policy.startsWith("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';");
            if (!isGood || policy.includes("'unsafe-eval'") || headers.get('x-content-type-options') !== 'nosniff')
              missing.push(path);
          }
          return missing;
        },
        files,
      );
      expect(without).toEqual([]);
    });

    test('an inline script, an inline handler, a foreign script and eval are blocked', async () => {
      const outcome = await inPage(
        lab.running.window,
        async (world, foreign) => {
          world.marks = [];
          const inline = world.document.createElement('script');
          inline.textContent = 'window.marks.push("inline")';
          const remote = world.document.createElement('script');
          remote.src = foreign;
          const handler = world.document.createElement('img');
          handler.setAttribute('onerror', 'window.marks.push("handler")');
          handler.src = 'app://pingan/absent.png';
          world.document.body.append(inline, remote, handler);
          await new Promise((done) => setTimeout(done, 500));
          for (const element of [inline, remote, handler]) element.remove();
          let evaluated = 'blocked';
          try {
            evaluated = String(world.eval('1 + 1'));
          } catch (error) {
            evaluated = (error as Error).name;
          }
          return { marks: world.marks, evaluated };
        },
        lab.strange.url,
      );
      expect(outcome).toEqual({ marks: [], evaluated: 'EvalError' });
    });

    test('the page itself, loaded anew, breaks none of it', async () => {
      const { window: page } = lab.running;
      await beforePage(page, (world) => {
        world.violations = [];
        world.document.addEventListener('securitypolicyviolation', (event) => {
          world.violations.push(
            `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`,
          );
        });
      });
      await lab.running.app.evaluate(({ BrowserWindow }, url) => {
        const duty = BrowserWindow.getAllWindows().find((window) => window.webContents.getURL().startsWith(url));
        return duty?.loadURL(url);
      }, DUTY_PAGE);
      await page.waitForLoadState('load');
      await page.waitForTimeout(5_000);
      expect(await inPage(page, (world) => world.violations)).toEqual([]);
    });
  });
}

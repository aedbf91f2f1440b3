import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, onTestFinished } from 'vitest';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Chromium of this machine: `CHROMIUM_PATH`, else the first known name on the PATH. */
function findChromium(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const given = process.env['CHROMIUM_PATH'];
  return [...(given ? [given] : []), ...candidates].find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const executablePath = findChromium();

/** A page of its own in a real Chromium; it closes with the test. */
export type OpenPage = (url: string, options?: Parameters<Browser['newPage']>[0]) => Promise<Page>;

/** A group of tests in a real Chromium; where the machine has none it is skipped, and says why. */
export function describeInChromium(name: string, tests: (open: OpenPage) => void): void {
  if (executablePath === undefined) {
    console.warn(`Skipped: ${name}. No Chromium found; install chromium or set CHROMIUM_PATH.`);
  }
  describe.skipIf(executablePath === undefined)(name, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      const isRoot = process.getuid?.() === 0; // Chromium refuses its own sandbox to root, as in containers
      browser = await chromium.launch({
        executablePath: executablePath ?? '',
        args: isRoot ? ['--no-sandbox'] : [],
      });
    });
    afterAll(() => browser?.close());

    tests(async (url, options) => {
      if (browser === undefined) throw new Error('Chromium did not start.');
      const page = await browser.newPage(options);
      onTestFinished(() => page.close());
      await page.goto(url);
      return page;
    });
  });
}

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import MailComposer, { type MailComposerOptions } from 'nodemailer/lib/mail-composer';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { anyPort } from '../support/anyPort.ts';
import { describeInChromium } from './chromium.ts';
import { billing, sendMime, simulator } from './simulator.ts';

/** A PNG of one pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** Sends a composed mail to a simulator of the test's own; answers its page's address for that mail. */
async function sent(content: MailComposerOptions): Promise<string> {
  const graph = await simulator();
  const compiled = new MailComposer({
    from: `Billing <${billing.mail}>`,
    to: 'Amy <amy@x.example>',
    cc: 'cc@x.example',
    bcc: 'bcc@x.example',
    subject: 'Test',
    newline: 'win',
    ...content,
  }).compile();
  compiled.keepBcc = true;
  const response = await sendMime(graph, await compiled.build());
  expect(response.status).toBe(202);
  return `${graph.url}/#${graph.messages()[0]?.id}`;
}

/** A server that notes every request, for mails that would like to call home. */
async function listener() {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? '');
    response.end();
  });
  const port = await anyPort(server);
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${port}`, paths };
}

function frameOf(page: Page) {
  return page.frameLocator('iframe.paper').locator('body');
}

/** Where the HTML of the open mail comes from, to open it outside the page's frame. */
async function htmlAddress(page: Page): Promise<string> {
  const source = await page.locator('iframe.paper').getAttribute('src');
  return new URL(source ?? '', page.url()).href;
}

describeInChromium('a mail on the inbox page', (open) => {
  test('shows sender, all kinds of recipients, its HTML and its text', async () => {
    const address = await sent({ html: '<h1>Big news</h1>', text: 'Small news' });

    const page = await open(address);
    await frameOf(page).getByRole('heading', { name: 'Big news' }).waitFor();
    const head = await page.locator('.sender-text').textContent();
    await page.getByRole('tab', { name: 'Text' }).click();

    await page.getByText('Small news').last().waitFor();
    expect(head).toMatch(
      /Billing.*billing@contoso\.example.*ToAmy.*Cccc@x\.example.*Bccbcc@x\.example/,
    );
  });

  test('shows its headers, what the simulator noted, and its source', async () => {
    const address = await sent({ text: 'Body text', headers: { 'X-Order': '42 <b>' } });

    const page = await open(address);
    await page.getByRole('tab', { name: 'Headers' }).click();
    const headers = await page.locator('.panel-headers').textContent();
    await page.getByRole('tab', { name: 'Headers' }).press('ArrowRight');
    await page.locator('.source', { hasText: 'X-Order: 42 <b>' }).waitFor();

    expect(headers).toMatch(/Mailboxbilling@contoso\.example.*SHA-256[0-9a-f]{64}.*X-Order42 <b>/);
    expect(await page.locator('.source').textContent()).toContain('Body text');
  });

  test('cannot run scripts, in no way HTML knows', async () => {
    const mark = "document.body.dataset.ran = 'yes'; parent.document.title = 'taken'";
    const address = await sent({
      html: `<body onload="${mark}"><p id="end">Read</p><script>${mark}</script><img src="data:," onerror="${mark}">
        <svg onload="${mark}"></svg><iframe srcdoc="<script>parent.${mark}</script>"></iframe>
        <a id="js" href="javascript:${mark}">click</a><details open ontoggle="${mark}"></details></body>`,
    });

    const page = await open(address);
    await frameOf(page).locator('#end').waitFor();
    await frameOf(page).locator('#js').click();

    expect(await frameOf(page).getAttribute('data-ran')).toBeNull();
    expect(await page.title()).toBe('(1) Mailchute inbox');
    expect(await page.locator('iframe.paper').getAttribute('sandbox')).not.toMatch(/script|origin/);
    await page.goto(await htmlAddress(page));
    expect(await page.locator('body').getAttribute('data-ran')).toBeNull();
  });

  test('loads nothing from elsewhere, and says so', async () => {
    const { url, paths } = await listener();
    const address = await sent({
      html: `<link rel="stylesheet" href="${url}/css"><style>@import "${url}/import"; p { background: url(${url}/css-url) }
        @font-face { font-family: f; src: url(${url}/font) }</style><meta http-equiv="refresh" content="0;url=${url}/refresh">
        <p style="font-family:f" id="end">Read</p><img src="${url}/img"><img srcset="${url}/srcset 1x"><video poster="${url}/poster" src="${url}/video"></video>
        <iframe src="${url}/frame"></iframe><object data="${url}/object"></object><embed src="${url}/embed">
        <link rel="preload" as="image" href="${url}/preload"><link rel="prefetch" href="${url}/prefetch">
        <body background="${url}/background"><form action="${url}/form"><button id="go">Go</button></form>`,
    });
    await fetch(`${url}/control`);

    const page = await open(address);
    await frameOf(page).locator('#end').waitFor();
    await frameOf(page).locator('#go').click();
    await page.getByText('Pictures from other servers are not loaded here.').waitFor();
    await page.goto(await htmlAddress(page), { waitUntil: 'load' });

    expect(paths).toEqual(['/control']);
  });

  test('opens its links in a new tab, without telling where from', async () => {
    const { url } = await listener();
    const address = await sent({ html: `<a href="${url}/link">Reset password</a>` });

    const page = await open(address);
    const [tab] = await Promise.all([
      page.waitForEvent('popup'),
      frameOf(page).getByText('Reset password').click(),
    ]);
    await tab.waitForLoadState();

    expect(tab.url()).toBe(`${url}/link`);
    expect(await tab.evaluate('[document.referrer, String(window.opener)]')).toEqual(['', 'null']);
  });

  test('cannot put another page into its frame', async () => {
    const { url, paths } = await listener();
    const address = await sent({ html: `<a target="_self" href="${url}/frame">Click</a>` });

    const page = await open(address);
    const refused = page.waitForEvent('console', (message) => message.text().includes('frame-src'));
    await frameOf(page).getByText('Click').click();
    await refused;

    expect(paths).toEqual([]);
  });

  test('shows a picture that it carries', async () => {
    const address = await sent({
      html: '<img id="logo" src="cid:logo@contoso">',
      attachments: [{ filename: 'logo.png', cid: 'logo@contoso', content: pixel }],
    });

    const page = await open(address);
    const logo = frameOf(page).locator('#logo');
    await logo.waitFor({ state: 'attached' });

    const widthPixels = await logo.evaluate(async (element: unknown) => {
      const image = element as { decode(): Promise<void>; naturalWidth: number };
      await image.decode();
      return image.naturalWidth;
    });
    expect(widthPixels).toBe(1);
    expect(await page.locator('.attachments').count()).toBe(0);
  });

  test('gives its attachments byte for byte under their own names', async () => {
    const content = randomBytes(200_000);
    const filename = 'Leistungsnachweis für November (überarbeitet).pdf';
    const address = await sent({ text: 'Attached', attachments: [{ filename, content }] });

    const page = await open(address);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.attachments a').click(),
    ]);

    expect(download.suggestedFilename()).toBe(filename);
    expect((await readFile(await download.path())).equals(content)).toBe(true);
  });

  test('that is gone says so', async () => {
    const address = await sent({ text: 'x' });

    const page = await open(`${new URL(address).origin}/#no-such-id`);

    await page.getByText('This mail is not here any more.').waitFor();
  });
});

import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { startGraph } from '../../local/graph/startGraph.ts';
import { describeInChromium } from './chromium.ts';
import { billing, mail, sendMime, simulator } from './simulator.ts';

/** A mail with this subject, each from a sender of its own name. */
function mailOn(subject: string): Buffer {
  return mail([
    `From: "${subject} Team" <${billing.mail}>`,
    'To: Amy <amy@x.example>',
    `Subject: ${subject}`,
  ]);
}

function subjectsOn(page: Page): Promise<string[]> {
  return page.locator('.row-subject').allTextContents();
}

describeInChromium('the inbox page', (open) => {
  test('without mail it says how to send one', async () => {
    const graph = await simulator();

    const page = await open(graph.url);

    await page.getByText('npm run mailchute -- send FILE').waitFor();
    expect(await page.getByRole('heading', { name: 'No mail yet' }).isVisible()).toBe(true);
  });

  test('the list shows who sent what to whom, newest first', async () => {
    const graph = await simulator();
    await sendMime(graph, mailOn('First'));
    await sendMime(graph, mailOn('Second'));

    const page = await open(graph.url);

    const newest = page.locator('.row').first();
    await newest.waitFor();
    expect(await subjectsOn(page)).toEqual(['Second', 'First']);
    expect(await newest.textContent()).toMatch(/Second Team.*Hello\..*To Amy/);
    expect(await page.title()).toBe('(2) Mailchute inbox');
  });

  test('a mail that is sent while the page is open appears without a reload', async () => {
    const graph = await simulator();
    const page = await open(graph.url);
    await page.getByText('No mail yet').waitFor();
    await page.evaluate('window.notReloaded = true');

    await sendMime(graph, mailOn('Fresh'));

    await page.locator('.row.is-new', { hasText: 'Fresh' }).waitFor();
    expect(await page.getByText('No mail yet').isVisible()).toBe(false);
    expect(await page.evaluate('window.notReloaded')).toBe(true);
  });

  test('a page finds a simulator that was restarted', async () => {
    const first = await simulator();
    const page = await open(first.url);
    await page.getByText('Live', { exact: true }).waitFor();

    await first.close();
    await page.getByText('Reconnecting').waitFor();
    const second = await startGraph({ port: first.port, mailboxes: [billing] });
    await sendMime(second, mailOn('After the restart'));
    await page.locator('.row', { hasText: 'After the restart' }).waitFor();

    expect(await page.getByText('Live', { exact: true }).isVisible()).toBe(true);
    await second.close();
  });

  test('a subject that is markup is shown as text', async () => {
    const graph = await simulator();
    const markup = '<img src=x onerror=alert(1)><b>bold</b>';
    await sendMime(graph, mailOn(markup));
    const page = await open(graph.url);
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });

    await page.locator('.row a').click();
    await page.locator('.mail-head h2').waitFor();

    expect(await subjectsOn(page)).toEqual([markup]);
    expect(await page.locator('.mail-head h2').textContent()).toBe(markup);
    expect(await page.locator('h2 b, .row b').count()).toBe(0);
    expect(dialogs).toEqual([]);
  });

  test('the search box narrows the list and Escape brings it back', async () => {
    const graph = await simulator();
    for (const subject of ['Invoice', 'Reminder', 'Welcome'])
      await sendMime(graph, mailOn(subject));
    const page = await open(graph.url);
    await page.locator('.row').first().waitFor();

    await page.keyboard.press('/');
    await page.keyboard.type('remind');
    await vi.waitFor(async () => expect(await subjectsOn(page)).toEqual(['Reminder']));
    await page.getByText('1 of 3 mails').waitFor();
    await page.getByRole('searchbox').fill('nothing like it');
    await page.getByText('Nothing matches “nothing like it”.').waitFor();
    await page.getByRole('searchbox').fill('');

    await vi.waitFor(async () => expect(await subjectsOn(page)).toHaveLength(3));
  });

  test('the keyboard moves through the list and back out of a mail', async () => {
    const graph = await simulator();
    for (const subject of ['Old', 'Middle', 'New']) await sendMime(graph, mailOn(subject));
    const page = await open(graph.url);
    await page.locator('.row').first().waitFor();
    const openSubject = page.locator('.mail-head h2');

    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    await openSubject.getByText('Old').waitFor();
    await page.keyboard.press('k');
    await openSubject.getByText('Middle').waitFor();
    const current = await page.locator('[aria-current]').textContent();
    await page.keyboard.press('Escape');

    await page.getByText('Choose a mail to read it.').waitFor();
    expect(current).toContain('Middle');
    expect(await page.locator('[aria-current]').count()).toBe(0);
  });

  test('faults in force are counted, and go when they are cleared', async () => {
    const graph = await simulator();
    const page = await open(graph.url);

    graph.setFaults([
      { on: 'sendMail', answer: 429, times: 3 },
      { on: 'sendMail', answer: 504, accept: true, rate: 0.2 },
    ]);
    await page.getByText('2 faults in force').click();
    const rules = await page.locator('#faults-list li').allTextContents();
    graph.setFaults([]);

    await page.locator('#faults').waitFor({ state: 'hidden' });
    expect(rules).toEqual([
      'Answer 429 · 3 left · seen 0 times',
      'Answer 504, after accepting the mail · 20 % of requests · seen 0 times',
    ]);
  });

  test('late accepts, failing searches and a mailbox nobody may search are among the faults', async () => {
    const graph = await simulator({
      faults: [
        { on: 'sendMail', answer: 504, acceptAfterMs: 5000 },
        { on: 'findMail', answer: 'never' },
      ],
    });
    const page = await open(graph.url);

    graph.setBehaviour({ visibleAfterMs: 300, draftForMs: 20, reading: 'forbidden' });
    await page.getByText('5 faults in force').click();

    expect(await page.locator('#faults-list li').allTextContents()).toEqual([
      'Answer 504, accepting the mail 5000 ms later · every request · seen 0 times',
      'Search: No answer · every request · seen 0 times',
      'Searching a mailbox is forbidden',
      'A search finds a mail 300 ms after it was accepted',
      'A mail that is found is a draft for 20 ms',
    ]);
  });

  test('faults of the directory are told apart from those of mails', async () => {
    const graph = await simulator({
      faults: [
        { on: 'members', answer: 'nothing', onPage: 2 },
        { on: 'delta', answer: 503 },
      ],
    });
    const page = await open(graph.url);

    graph.setBehaviour({ directoryReading: 'idsOnly', unitsPer10Seconds: 9 });
    await page.getByText('4 faults in force').click();

    expect(await page.locator('#faults-list li').allTextContents()).toEqual([
      'Members: An answer that tells of nothing, only page 2 · every request · seen 0 times',
      'Changes of groups: Answer 503 · every request · seen 0 times',
      'Reading the directory: idsOnly',
      'The directory is throttled above 9 units in 10 s',
    ]);
  });

  test('more than a hundred mails are shown step by step', async () => {
    const graph = await simulator();
    await Promise.all(
      Array.from({ length: 105 }, (_, index) => sendMime(graph, mailOn(`Mail ${index}`))),
    );
    const page = await open(graph.url);
    await page.locator('.row').first().waitFor();
    const before = await page.locator('.row').count();

    await page.getByRole('button', { name: 'Show more' }).click();

    await vi.waitFor(async () => expect(await page.locator('.row').count()).toBe(105));
    expect(before).toBe(100);
    expect(await page.getByRole('button', { name: 'Show more' }).isVisible()).toBe(false);
  });

  test('on a narrow screen the list gives way to the mail and comes back', async () => {
    const graph = await simulator();
    await sendMime(graph, mailOn('Narrow'));
    const page = await open(graph.url, { viewport: { width: 400, height: 700 } });

    await page.locator('.row a').click();
    await page.locator('.mail-head h2').waitFor();
    const listWhileReading = await page.locator('.list-pane').isVisible();
    await page.getByRole('link', { name: 'Sent mail' }).click();

    await page.locator('.row').waitFor();
    expect(listWhileReading).toBe(false);
    expect(await page.locator('.reader').isVisible()).toBe(false);
  });
});

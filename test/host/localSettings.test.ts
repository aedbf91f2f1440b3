import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { addLocalSettings } from '../../local/host/appSettings.ts';

/** A settings file with this content. */
async function settingsFile(content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mailchute-settings-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'local.settings.json');
  await writeFile(file, content);
  return file;
}

test('the environment wins over the values of local.settings.json', async () => {
  const env = { MAIL_QUEUE: 'mine' };
  const file = await settingsFile('{"Values":{"MAIL_QUEUE":"theirs","HTTP_AUTH":"none"}}');

  await addLocalSettings(file, env, { required: false });

  expect(env).toEqual({ MAIL_QUEUE: 'mine', HTTP_AUTH: 'none' });
});

test('a settings file that is not there is missed only when it was asked for', async () => {
  const file = `${await settingsFile('{}')}.not`;

  await addLocalSettings(file, {}, { required: false });
  const asked = addLocalSettings(file, {}, { required: true });

  await expect(asked).rejects.toThrow(`Could not read the settings file ${file}`);
});

test.each([
  ['no JSON', '{"Values":{"Key":"hush",}}', 'is no JSON.'],
  ['encrypted', '{"IsEncrypted":true,"Values":{}}', 'func settings decrypt'],
  ['a value that is no text', '{"Values":{"PORT":7071}}', 'Values."PORT" must be a text'],
])('a settings file with %s is refused, and none of it repeated', async (_what, content, says) => {
  const file = await settingsFile(content);

  const adding = addLocalSettings(file, {}, { required: false });

  await expect(adding).rejects.toThrow(says);
  await expect(adding).rejects.not.toThrow('hush');
});

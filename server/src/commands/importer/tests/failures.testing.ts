import { describe, expect, test } from 'vitest';
import { createApiKey } from '../../../domains/access/commands.ts';
import { UnknownFormat } from '../formats.ts';
import { importFiles } from '../import.ts';
import type { Importing } from './importing.testing.ts';

/** Files and servers with which nothing can be imported. */
export function failureTests({ server, screen, importAll, fileOf, message }: Importing): void {
  describe('what cannot be imported', () => {
    const knownFormats = /Known formats:[^]*OTLP JSON[^]*Langfuse[^]*LLMDrift[^]*CSV[^]*JSON Lines/;
    test.each([
      ['an unknown format', 'with the list of known formats', 'notes.txt', 'Dear diary', knownFormats],
      [
        'another price table',
        'with the list of known formats',
        'langfuse.json',
        '[{"modelName":"gpt-4o","pricingTiers":[]}]',
        knownFormats,
      ],
      ['an empty file', 'without it', 'empty.jsonl', ' \n', /empty\.jsonl: it is empty\.$/],
    ])('%s is refused %s, before anything is sent', async (_what, _how, name, text, problem) => {
      const good = await fileOf('good.jsonl', '{"externalId":"never-sent","conversationId":"a","role":"USER","content":"x"}');
      const importing = importAll(good, await fileOf(name, text));
      await expect(importing).rejects.toThrow(UnknownFormat);
      await expect(importing).rejects.toThrow(problem);
      expect(await message('never-sent')).toBeNull();
    });

    test('a server that is not there is named, with what to do', async () => {
      const importing = importFiles(
        [await fileOf('one.jsonl', '{"externalId":"o","conversationId":"a","role":"USER","content":"x"}')],
        { url: 'http://127.0.0.1:6499', apiKey: null },
        screen,
      );
      await expect(importing).rejects.toThrow('No server answers at http://127.0.0.1:6499 (ECONNREFUSED)');
    });

    test('a key that only sends is enough', async () => {
      const { stores, defaultWorkspaceId: workspaceId, url } = server();
      const { secret } = await createApiKey(stores, { workspaceId, name: 'sends', role: 'EDITOR', scope: 'INGEST' });
      const file = await fileOf('sent.jsonl', '{"externalId":"sent-by-it","conversationId":"a","role":"USER","content":"x"}');
      expect(await importFiles([file], { url, apiKey: secret }, screen)).toEqual({ rejectedCount: 0 });
      expect(await message('sent-by-it')).toMatchObject({ content: 'x' });
    });

    test('a wrong key is reported', async () => {
      const importing = importFiles(
        [await fileOf('one.jsonl', '{"externalId":"o","conversationId":"a","role":"USER","content":"x"}')],
        { url: server().url, apiKey: 'ftl_wrong' },
        screen,
      );
      await expect(importing).rejects.toThrow('does not take the key in FTL_API_KEY');
    });
  });
}

import { describe, expect, test } from 'vitest';
import type { Importing } from './importing.testing.ts';

/** Records in JSON Lines and in arrays. */
export function jsonTests({ server, shown, importAll, fileOf, message }: Importing): void {
  describe('JSON Lines', () => {
    test('lists the first fifty of what is bad, and says how many more there are', async () => {
      const bad = Array.from({ length: 53 }, (_, index) =>
        JSON.stringify({ externalId: `many-${index}`, conversationId: 'many', role: 'NOBODY', content: 'x' }),
      );
      const messages = await fileOf('many.jsonl', bad.join('\n'));
      expect(await importAll(messages)).toEqual({ rejectedCount: 53 });
      expect(
        shown()
          .split('\n')
          .filter((line) => line.startsWith(`${messages}:`) && line.includes('role is')),
      ).toHaveLength(50);
      expect(shown()).toContain(`${messages}: 3 more are rejected; they are not listed`);

      const priced = ['talker', { litellm_provider: 'openai', mode: 'chat', input_cost_per_token: 1e-6, output_cost_per_token: 2e-6 }];
      const entries = Array.from({ length: 53 }, (_, index) => [
        `picture-${index}`,
        { litellm_provider: 'openai', mode: 'image_generation', input_cost_per_image: 0.01 },
      ]);
      const prices = await fileOf('prices.json', JSON.stringify(Object.fromEntries([priced, ...entries])));
      expect(await importAll(prices)).toEqual({ rejectedCount: 0 });
      expect(
        shown()
          .split('\n')
          .filter((line) => line.startsWith(`${prices}: picture-`)),
      ).toHaveLength(50);
      expect(shown()).toContain(`${prices}: 3 more are left out; they are not listed`);
    });

    test('imports messages and evaluations mixed, and names the line and field of what is bad', async () => {
      const lines = [
        { externalId: 'j-1', conversationId: 'j', role: 'USER', content: 'Hello' },
        { messageExternalId: 'j-2', rating: 4 },
        { externalId: 'j-2', conversationId: 'j', role: 'ASSISTANT', content: 'Hi', inputTokens: 3 },
        { externalId: 'j-3', conversationId: 'j', role: 'ASSISTANT', content: 'Hi', inputTokens: -3 },
        { externalId: 'j-4', conversationId: 'j', role: 'ASSISTANT', content: 'Hi', tokens: 3 },
        { messageExternalId: 'j-2', rating: 6 },
      ].map((line) => JSON.stringify(line));
      const path = await fileOf('mixed.jsonl', `\ufeff${lines.join('\r\n')}\n\n{"externalId": \nnot json\n[1]\n`);
      expect(await importAll(path)).toEqual({ rejectedCount: 6 });
      expect(shown()).toContain(`${path}:4: inputTokens is -3; it must not be negative`);
      expect(shown()).toContain(`${path}:5: tokens is not a field of MessageInput`);
      expect(shown()).toContain(`${path}:6: rating is 6; a rating is a whole number from 1 to 5`);
      expect(shown()).toContain(`${path}:8: the record is not JSON`);
      expect(shown()).toContain(`${path}:10: the record is not a JSON object`);
      expect(shown()).toContain('JSON Lines, 2 messages (2 new, 0 known), 1 evaluation (1 new, 0 known), 6 rejected');
      expect(await message('j-2')).toMatchObject({ inputTokens: 3, evaluations: [{ rating: 4 }] });
    });

    test('changes nothing when it is imported again', async () => {
      const path = await fileOf(
        'again.jsonl',
        '{"externalId":"a-1","conversationId":"a","role":"USER","content":"x"}\n{"messageExternalId":"a-1","success":true}\n',
      );
      await importAll(path);
      const queued = () => server().stores.prisma.projectionQueue.count();
      const before = await queued();
      expect(await importAll(path)).toEqual({ rejectedCount: 0 });
      expect(shown()).toContain('1 message (0 new, 1 known), 1 evaluation (0 new, 1 known), 0 rejected');
      expect(await queued()).toBe(before);
    });

    test('goes through in batches, whatever the number of records', async () => {
      const lines = Array.from({ length: 7_300 }, (_, index) =>
        JSON.stringify({
          externalId: `many-${index}`,
          conversationId: `many-${index % 900}`,
          role: 'USER',
          content: 'x'.repeat(index % 50),
        }),
      );
      expect(await importAll(await fileOf('many.ndjson', lines.join('\n')))).toEqual({ rejectedCount: 0 });
      expect(await server().stores.prisma.message.count({ where: { externalId: { startsWith: 'many-' } } })).toBe(7_300);
    });
  });

  describe('a JSON array', () => {
    test('is read element by element, with the line of each', async () => {
      const path = await fileOf(
        'array.json',
        '[\n  {"externalId":"r-1","conversationId":"r","role":"USER","content":"a ] } , \\" b"},\n\n  {"externalId":"r-2",\n   "conversationId":"r","role":"USER","content":5}\n]\n',
      );
      expect(await importAll(path)).toEqual({ rejectedCount: 1 });
      expect(shown()).toContain(`${path}:4: content is 5; a text is taken`);
      expect(await message('r-1')).toMatchObject({ content: 'a ] } , " b' });
    });

    test('that is cut off gives what is whole, and says so', async () => {
      const path = await fileOf('cut.json', '[{"externalId":"cut-1","conversationId":"r","role":"USER","content":"x"},{"externalId":');
      expect(await importAll(path)).toEqual({ rejectedCount: 1 });
      expect(shown()).toContain('the file ends before its array does');
    });
  });
}

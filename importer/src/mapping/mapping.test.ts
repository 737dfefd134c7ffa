import { describe, expect, test } from 'vitest';
import { fileOf, recordsOf, valuesOf } from '../reading.testing.ts';
import { columnsOf, isFieldName, ownNames, readMapping, suggestMapping } from './mapping.ts';
import { mappingOfStored } from './stored.ts';

const fieldsOf = (names: readonly string[], ...maps: string[]) =>
  columnsOf(names, readMapping(maps, 'METADATA')).columns.map(({ field }) => field?.name ?? null);

describe('a column that a mapping names', () => {
  test('is the one of exactly this name, else any that differs in case and separators', () => {
    expect(fieldsOf(['Said', 'said'], 'content=said', 'prompt=Said')).toEqual(['prompt', 'content']);
    expect(fieldsOf(['User Text'], 'content=user_text')).toEqual(['content']);
    expect(columnsOf(['a'], readMapping(['content=b'], 'METADATA')).problem?.reason).toContain('it has no column "b"');
  });

  test('can be one of the metadata, under a name of its own, while others are left out', async () => {
    const mapping = mappingOfStored({
      columns: [
        { field: 'content', column: 'text' },
        { field: 'metadata.where', column: 'shelf' },
      ],
      constants: [{ field: 'model', value: 'gpt-4' }],
      keepsUnknown: false,
    });
    const records = await recordsOf(fileOf('a.csv', 'text,shelf,other\nHello,top,x\n'), { mapping });
    expect(valuesOf(records, 'message')).toMatchObject([{ content: 'Hello', model: 'gpt-4', metadata: { where: 'top' } }]);
    expect(records).toContainEqual({ kind: 'remark', remedy: 'MAP', text: 'its column "other" is no field: it is left out' });
    const lines = await recordsOf(fileOf('a.jsonl', '{"text":"Hello","shelf":"top","other":"x"}\n'), { mapping });
    expect(valuesOf(lines, 'message')).toMatchObject([{ content: 'Hello', metadata: { where: 'top' } }]);
  });
});

test('a member of an object is suggested by its own name where that is a field of messages, and not a name or value of anything', () => {
  expect(suggestMapping(['request.body.prompt', 'meta.name', 'meta.value']).columns).toEqual({ prompt: 'request.body.prompt' });
});

test('a table without a row says so', async () => {
  const records = await recordsOf(fileOf('a.csv', 'externalId,conversationId,content\n'), { mapping: ownNames });
  expect(records).toEqual([{ kind: 'remark', text: 'it has a header, and no row below it' }]);
});

test('who judged is suggested beside a judgment; alone it stays with the message as metadata', async () => {
  expect(suggestMapping(['content', 'reviewer']).columns).toEqual({ content: 'content' });
  expect(suggestMapping(['content', 'reviewer', 'score']).columns).toEqual({ content: 'content', evaluator: 'reviewer', value: 'score' });
  const mapping = readMapping(['content=text', 'evaluator=reviewer'], 'LEAVE_OUT');
  const records = await recordsOf(fileOf('a.csv', 'text,reviewer\nHello,Ann\n'), { mapping });
  expect(valuesOf(records, 'message')).toMatchObject([{ content: 'Hello', metadata: { reviewer: 'Ann' } }]);
});

test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty'])('a column named %s is one as any other', async (name) => {
  expect(suggestMapping(['content', name]).columns).toEqual({ content: 'content' });
  const mapping = readMapping(['content=content'], 'METADATA');
  const records = await recordsOf(fileOf('a.csv', `content,${name}\nHello,x\n`), { mapping });
  const [message] = valuesOf(records, 'message') as { metadata: object }[];
  expect(Object.entries(message?.metadata ?? {})).toEqual([[name, 'x']]);
  expect(isFieldName(name)).toBe(false);
});

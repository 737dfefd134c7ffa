import { describe, expect, test } from 'vitest';
import { ownNames, readMapping } from 'importer/mapping/mapping';
import type { Importing } from './importing.testing.ts';

/** Tables. */
export function csvTests({ server, shown, importAll, importWith, fileOf, message }: Importing): void {
  describe('CSV', () => {
    test('imports by the header’s names, with numbers, booleans, JSON and cells of several lines', async () => {
      const path = await fileOf(
        'messages.csv',
        'externalId,conversationId,role,content,inputTokens,widget,metadata,toolCalls\nv-1,v,assistant,"two\nlines, ""quoted""",12,true,"{""a"":[1]}","[{""name"":""t""}]"\nv-2,v,USER,,,,,\nv-3,v,USER,x,many,,,\nv-4,v,USER,x,1,,{,\nv-5,v\n',
      );
      expect(await importAll(path)).toEqual({ rejectedCount: 3 });
      expect(await message('v-1')).toMatchObject({
        content: 'two\nlines, "quoted"',
        role: 'ASSISTANT',
        inputTokens: 12,
        widget: true,
        metadata: { a: [1] },
        toolCalls: [{ name: 't' }],
      });
      expect(await message('v-2')).toMatchObject({ content: '', inputTokens: null });
      expect(shown()).toContain(`${path}:5: inputTokens is "many"; a whole number is taken`);
      expect(shown()).toContain(`${path}:6: metadata is not JSON`);
      expect(shown()).toContain(`${path}:7: the record has 2 cells; the header has 8`);
    });

    test('imports evaluations, tags separated by |', async () => {
      await importAll(await fileOf('evaluations.csv', 'messageExternalId,rating,success,failureTags\nv-1,2,no,too long | rude\n'));
      expect((await message('v-1')).evaluations).toMatchObject([{ rating: 2, success: false, failureTags: ['too long', 'rude'] }]);
    });

    test('names columns that are no field and leaves them out, or keeps them as metadata', async () => {
      const path = await fileOf('unknown.csv', 'External ID,conversation_id,ROLE,Content,reviewer x,notes\nu-1,u,USER,x,anna,fine\n');
      expect(await importAll(path)).toEqual({ rejectedCount: 0 });
      expect(shown()).toContain('its columns "reviewer x", "notes" are no field: they are left out (--map FIELD=COLUMN makes');
      expect(await message('u-1')).toMatchObject({ content: 'x', metadata: null });
      await importWith({ mapping: { ...ownNames, otherColumns: 'METADATA' } }, path);
      expect(await message('u-1')).toMatchObject({ metadata: { 'reviewer x': 'anna', notes: 'fine' } });
    });

    test('with a header alone says so', async () => {
      const path = await fileOf('header.csv', 'externalId,conversationId,role,content\n');
      expect(await importAll(path)).toEqual({ rejectedCount: 0 });
      expect(shown()).toContain(`${path}: it has a header, and no row below it`);
    });

    test('refuses a column that comes twice, or keeps the second as metadata', async () => {
      const path = await fileOf('twice.csv', 'externalId,conversationId,role,content,Content\ndup-1,dupc,ASSISTANT,first,second\n');
      expect(await importAll(path)).toEqual({ rejectedCount: 1 });
      expect(shown()).toContain('its column "Content" comes twice, as column 4 and as column 5');
      expect(shown()).toContain('keep the second as metadata (--other-columns metadata)');
      expect(shown()).toContain('CSV, 0 messages, 0 evaluations, 1 rejected');
      await importWith({ mapping: { ...ownNames, otherColumns: 'METADATA' } }, path);
      expect(await message('dup-1')).toMatchObject({ content: 'first', metadata: { Content: 'second' } });
    });

    test.each([
      ['with semicolons and a byte order mark', '\ufeffexternalId;conversationId;role;content\nID;sep;USER;"a; ""b"""', 'utf8'],
      ['with sep=', 'sep=|\nexternalId|conversationId|role|content\nID|sep|USER|"a; ""b"""', 'utf8'],
      ['with tabs, in UTF-16', '\ufeffExternal Id\tConversation Id\tROLE\tCONTENT\r\nID\tsep\tUSER\t"a; ""b"""\r\n', 'utf16le'],
      ['with CR alone', 'externalId,conversationId,role,content\rID,sep,USER,"a; ""b"""\r', 'utf8'],
    ] as const)('%s is read', async (name, text, encoding) => {
      const id = `sep-${name}`;
      expect(await importAll(await fileOf(`${name}.csv`, Buffer.from(text.replace('ID', id), encoding)))).toEqual({ rejectedCount: 0 });
      expect(await message(id)).toMatchObject({ content: 'a; "b"' });
    });

    test('in Windows-1252 keeps every letter and names the encoding; damaged UTF-8 names its lines', async () => {
      const path = await fileOf(
        'latin.csv',
        Buffer.from('externalId,conversationId,role,content\nlat-1,lat,USER,Gr\xfc\xdfe f\xfcr 5 \x80', 'latin1'),
      );
      await importAll(path);
      expect(shown()).toContain('read as Windows-1252');
      expect(await message('lat-1')).toMatchObject({ content: 'Grüße für 5 €' });
      const damaged = Buffer.concat([
        Buffer.from('externalId,conversationId,role,content\nlat-2,lat,USER,Grüße\nlat-3,lat,USER,x'),
        Buffer.from([0xc3]),
        Buffer.from('y\n'),
      ]);
      await importAll(await fileOf('damaged.csv', damaged));
      expect(shown()).toContain('has bytes that are not UTF-8, read as \ufffd, in line 3');
      expect(await message('lat-2')).toMatchObject({ content: 'Grüße' });
    });

    test('with broken quotes names the row, whatever follows goes in, and the counts are there', async () => {
      const rows = Array.from(
        { length: 2_500 },
        (_, index) => `sq-${index},sq,USER,${index === 2_399 ? 'he wrote "no" twice' : index === 1_200 ? '"never closed' : 'plain'}`,
      );
      const path = await fileOf('quotes.csv', ['externalId,conversationId,role,content', ...rows].join('\n'));
      expect(await importAll(path)).toEqual({ rejectedCount: 2 });
      expect(shown()).toContain(`${path}:1202: the record has a quote`);
      expect(shown()).toContain(`${path}:2401: the record has a quote in the middle of a cell`);
      expect(shown()).toContain('CSV, 2,498 messages (2,498 new, 0 known), 0 evaluations, 2 rejected');
    });

    test('imports evaluations in full, of messages, traces and sessions; JSON Lines too', async () => {
      const header = 'Message External Id;traceId;sessionId;name;value;label\n';
      const path = await fileOf(
        'scores.csv',
        `${header}v-1;;;accuracy;0,5;good\n;0af7651916cd43dd8448eb211c80319c;;helpful;1;\n;;s-1;calm;;yes\n`,
      );
      expect(await importAll(path)).toEqual({ rejectedCount: 0 });
      expect(shown()).toContain('0 messages, 3 evaluations (3 new, 0 known), 0 rejected');
      const lines = [
        { traceId: '0af7651916cd43dd8448eb211c80319c', name: 'again', value: 0.25 },
        { sessionId: 's-1', name: 'again', label: 'no' },
      ];
      expect(await importAll(await fileOf('scores.jsonl', lines.map((line) => JSON.stringify(line)).join('\n')))).toEqual({
        rejectedCount: 0,
      });
      const stored = await server().stores.prisma.evaluation.findMany({ where: { message: { externalId: 'v-1' }, name: 'accuracy' } });
      expect(stored).toMatchObject([{ value: 0.5, label: 'good' }]);
    });

    test('whose columns are mapped is read whatever their names are', async () => {
      const path = await fileOf(
        'azure.csv',
        'TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.6805900,374,44\n2023-11-16 18:15:50.9951690,396,109\n',
      );
      await expect(importAll(path)).rejects.toThrow(/--map 'createdAt=TIMESTAMP,inputTokens=ContextTokens,outputTokens=GeneratedTokens'/);
      const mapping = readMapping(['time=TIMESTAMP,inputTokens=ContextTokens', 'outputTokens=GeneratedTokens,model:=gpt-4'], 'LEAVE_OUT');
      for (const _ of [1, 2]) await importWith({ mapping }, path);
      const stored = await server().stores.prisma.message.findMany({
        where: { externalId: { startsWith: 'azure/' } },
        orderBy: { createdAt: 'asc' },
      });
      expect(stored).toMatchObject([
        { role: 'ASSISTANT', inputTokens: 374, outputTokens: 44, model: 'gpt-4', createdAt: new Date('2023-11-16T18:15:46.680Z') },
        { inputTokens: 396, outputTokens: 109 },
      ]);
    });
  });
}

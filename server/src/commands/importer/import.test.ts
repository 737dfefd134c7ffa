import { globSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';
import { drainSummaries } from '../../domains/traces/background/summaries.ts';
import { ownNames, readMapping } from 'importer/mapping/mapping';
import { UnknownFormat } from './formats.ts';
import { importFiles, type ImportOptions } from './import.ts';
import { needsSharedData, sharedData } from '../../../tests/shared-data.testing.ts';

let server: TestServer;
let folder: string;
let shown = '';

beforeAll(async () => {
  server = await openTestServer();
  folder = await mkdtemp(join(tmpdir(), 'import-'));
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  shown = '';
});

const screen = { isTerminal: false, columns: 80, write: (text: string) => (shown += text) };
const importAll = (...paths: string[]) => importFiles(paths, { url: server.url, apiKey: null }, screen);
const importWith = (options: Partial<ImportOptions>, ...paths: string[]) =>
  importFiles(paths, { url: server.url, apiKey: null }, screen, { mapping: ownNames, encoding: null, separator: null, ...options });
async function fileOf(name: string, text: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}
const message = async (externalId: string) =>
  (
    await ask(
      server,
      `query ($id: String!) { message(externalId: $id) { role content createdAt model provider inputTokens outputTokens latencyMs widget userId experimentName variant metadata conversation { externalId messageCount }
    toolCalls { id name success error arguments result } evaluations { externalId rating success failureTags evaluator evaluatorKind createdAt } } }`,
      { variables: { id: externalId } },
    )
  ).body.data.message;

describe('JSON Lines', () => {
  test('lists the first fifty of what is bad, and says how many more there are', async () => {
    const bad = Array.from({ length: 53 }, (_, index) =>
      JSON.stringify({ externalId: `many-${index}`, conversationId: 'many', role: 'NOBODY', content: 'x' }),
    );
    const messages = await fileOf('many.jsonl', bad.join('\n'));
    expect(await importAll(messages)).toEqual({ rejectedCount: 53 });
    expect(shown.split('\n').filter((line) => line.startsWith(`${messages}:`) && line.includes('role is'))).toHaveLength(50);
    expect(shown).toContain(`${messages}: 3 more are rejected; they are not listed`);

    const priced = ['talker', { litellm_provider: 'openai', mode: 'chat', input_cost_per_token: 1e-6, output_cost_per_token: 2e-6 }];
    const entries = Array.from({ length: 53 }, (_, index) => [
      `picture-${index}`,
      { litellm_provider: 'openai', mode: 'image_generation', input_cost_per_image: 0.01 },
    ]);
    const prices = await fileOf('prices.json', JSON.stringify(Object.fromEntries([priced, ...entries])));
    expect(await importAll(prices)).toEqual({ rejectedCount: 0 });
    expect(shown.split('\n').filter((line) => line.startsWith(`${prices}: picture-`))).toHaveLength(50);
    expect(shown).toContain(`${prices}: 3 more are left out; they are not listed`);
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
    expect(shown).toContain(`${path}:4: inputTokens is -3; it must not be negative`);
    expect(shown).toContain(`${path}:5: tokens is not a field of MessageInput`);
    expect(shown).toContain(`${path}:6: rating is 6; a rating is a whole number from 1 to 5`);
    expect(shown).toContain(`${path}:8: the record is not JSON`);
    expect(shown).toContain(`${path}:10: the record is not a JSON object`);
    expect(shown).toContain('JSON Lines, 2 messages (2 new, 0 known), 1 evaluation (1 new, 0 known), 6 rejected');
    expect(await message('j-2')).toMatchObject({ inputTokens: 3, evaluations: [{ rating: 4 }] });
  });

  test('changes nothing when it is imported again', async () => {
    const path = await fileOf(
      'again.jsonl',
      '{"externalId":"a-1","conversationId":"a","role":"USER","content":"x"}\n{"messageExternalId":"a-1","success":true}\n',
    );
    await importAll(path);
    const queued = () => server.stores.prisma.projectionQueue.count();
    const before = await queued();
    expect(await importAll(path)).toEqual({ rejectedCount: 0 });
    expect(shown).toContain('1 message (0 new, 1 known), 1 evaluation (0 new, 1 known), 0 rejected');
    expect(await queued()).toBe(before);
  });

  test('goes through in batches, whatever the number of records', async () => {
    const lines = Array.from({ length: 7_300 }, (_, index) =>
      JSON.stringify({ externalId: `many-${index}`, conversationId: `many-${index % 900}`, role: 'USER', content: 'x'.repeat(index % 50) }),
    );
    expect(await importAll(await fileOf('many.ndjson', lines.join('\n')))).toEqual({ rejectedCount: 0 });
    expect(await server.stores.prisma.message.count({ where: { externalId: { startsWith: 'many-' } } })).toBe(7_300);
  });
});

describe('a JSON array', () => {
  test('is read element by element, with the line of each', async () => {
    const path = await fileOf(
      'array.json',
      '[\n  {"externalId":"r-1","conversationId":"r","role":"USER","content":"a ] } , \\" b"},\n\n  {"externalId":"r-2",\n   "conversationId":"r","role":"USER","content":5}\n]\n',
    );
    expect(await importAll(path)).toEqual({ rejectedCount: 1 });
    expect(shown).toContain(`${path}:4: content is 5; a text is taken`);
    expect(await message('r-1')).toMatchObject({ content: 'a ] } , " b' });
  });

  test('that is cut off gives what is whole, and says so', async () => {
    const path = await fileOf('cut.json', '[{"externalId":"cut-1","conversationId":"r","role":"USER","content":"x"},{"externalId":');
    expect(await importAll(path)).toEqual({ rejectedCount: 1 });
    expect(shown).toContain('the file ends before its array does');
  });
});

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
    expect(shown).toContain(`${path}:5: inputTokens is "many"; a whole number is taken`);
    expect(shown).toContain(`${path}:6: metadata is not JSON`);
    expect(shown).toContain(`${path}:7: the record has 2 cells; the header has 8`);
  });

  test('imports evaluations, tags separated by |', async () => {
    await importAll(await fileOf('evaluations.csv', 'messageExternalId,rating,success,failureTags\nv-1,2,no,too long | rude\n'));
    expect((await message('v-1')).evaluations).toMatchObject([{ rating: 2, success: false, failureTags: ['too long', 'rude'] }]);
  });

  test('names columns that are no field and leaves them out, or keeps them as metadata', async () => {
    const path = await fileOf('unknown.csv', 'External ID,conversation_id,ROLE,Content,reviewer x,notes\nu-1,u,USER,x,anna,fine\n');
    expect(await importAll(path)).toEqual({ rejectedCount: 0 });
    expect(shown).toContain('its columns "reviewer x", "notes" are no field: they are left out (--map FIELD=COLUMN makes');
    expect(await message('u-1')).toMatchObject({ content: 'x', metadata: null });
    await importWith({ mapping: { ...ownNames, otherColumns: 'METADATA' } }, path);
    expect(await message('u-1')).toMatchObject({ metadata: { 'reviewer x': 'anna', notes: 'fine' } });
  });

  test('with a header alone says so', async () => {
    const path = await fileOf('header.csv', 'externalId,conversationId,role,content\n');
    expect(await importAll(path)).toEqual({ rejectedCount: 0 });
    expect(shown).toContain(`${path}: it has a header, and no row below it`);
  });

  test('refuses a column that comes twice, or keeps the second as metadata', async () => {
    const path = await fileOf('twice.csv', 'externalId,conversationId,role,content,Content\ndup-1,dupc,ASSISTANT,first,second\n');
    expect(await importAll(path)).toEqual({ rejectedCount: 1 });
    expect(shown).toContain('its column "Content" comes twice, as column 4 and as column 5');
    expect(shown).toContain('keep the second as metadata (--other-columns metadata)');
    expect(shown).toContain('CSV, 0 messages, 0 evaluations, 1 rejected');
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
    expect(shown).toContain('read as Windows-1252');
    expect(await message('lat-1')).toMatchObject({ content: 'Grüße für 5 €' });
    const damaged = Buffer.concat([
      Buffer.from('externalId,conversationId,role,content\nlat-2,lat,USER,Grüße\nlat-3,lat,USER,x'),
      Buffer.from([0xc3]),
      Buffer.from('y\n'),
    ]);
    await importAll(await fileOf('damaged.csv', damaged));
    expect(shown).toContain('has bytes that are not UTF-8, read as \ufffd, in line 3');
    expect(await message('lat-2')).toMatchObject({ content: 'Grüße' });
  });

  test('with broken quotes names the row, whatever follows goes in, and the counts are there', async () => {
    const rows = Array.from(
      { length: 2_500 },
      (_, index) => `sq-${index},sq,USER,${index === 2_399 ? 'he wrote "no" twice' : index === 1_200 ? '"never closed' : 'plain'}`,
    );
    const path = await fileOf('quotes.csv', ['externalId,conversationId,role,content', ...rows].join('\n'));
    expect(await importAll(path)).toEqual({ rejectedCount: 2 });
    expect(shown).toContain(`${path}:1202: the record has a quote`);
    expect(shown).toContain(`${path}:2401: the record has a quote in the middle of a cell`);
    expect(shown).toContain('CSV, 2,498 messages (2,498 new, 0 known), 0 evaluations, 2 rejected');
  });

  test('imports evaluations in full, of messages, traces and sessions; JSON Lines too', async () => {
    const header = 'Message External Id;traceId;sessionId;name;value;label\n';
    const path = await fileOf(
      'scores.csv',
      `${header}v-1;;;accuracy;0,5;good\n;0af7651916cd43dd8448eb211c80319c;;helpful;1;\n;;s-1;calm;;yes\n`,
    );
    expect(await importAll(path)).toEqual({ rejectedCount: 0 });
    expect(shown).toContain('0 messages, 3 evaluations (3 new, 0 known), 0 rejected');
    const lines = [
      { traceId: '0af7651916cd43dd8448eb211c80319c', name: 'again', value: 0.25 },
      { sessionId: 's-1', name: 'again', label: 'no' },
    ];
    expect(await importAll(await fileOf('scores.jsonl', lines.map((line) => JSON.stringify(line)).join('\n')))).toEqual({
      rejectedCount: 0,
    });
    const stored = await server.stores.prisma.evaluation.findMany({ where: { message: { externalId: 'v-1' }, name: 'accuracy' } });
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
    const stored = await server.stores.prisma.message.findMany({
      where: { externalId: { startsWith: 'azure/' } },
      orderBy: { createdAt: 'asc' },
    });
    expect(stored).toMatchObject([
      { role: 'ASSISTANT', inputTokens: 374, outputTokens: 44, model: 'gpt-4', createdAt: new Date('2023-11-16T18:15:46.680Z') },
      { inputTokens: 396, outputTokens: 109 },
    ]);
  });
});

describe('OTLP JSON', () => {
  const span = (number: number, changes: object = {}): object => ({
    traceId: '5b8efff798038103d269b633813fc60c',
    spanId: `eee19b7ec3c1b1${String(number).padStart(2, '0')}`,
    name: `step ${number}`,
    kind: 1,
    startTimeUnixNano: String(1_764_000_000_000_000_000n + BigInt(number) * 1_000_000n),
    endTimeUnixNano: String(1_764_000_000_500_000_000n),
    ...changes,
  });
  const request = (...spans: object[]): object => ({
    resourceSpans: [
      {
        resource: { attributes: [{ key: 'service.name', value: { stringValue: 'importer-test' } }] },
        scopeSpans: [{ scope: { name: 's' }, spans }],
      },
    ],
  });
  const trace = async (id: string) =>
    (await ask(server, 'query ($id: String!) { trace(traceId: $id) { spanCount services errorCount } }', { variables: { id } })).body.data
      .trace;
  const counted = async (id: string, spanCount: number): Promise<void> => {
    await drainSummaries(server.stores);
    expect(await trace(id)).toMatchObject({ spanCount });
  };

  test('in one request over many lines is taken span by span, and each bad one is named with its line', async () => {
    const text = JSON.stringify(request(span(1), span(2, { spanId: 'short' }), span(3), span(4, { traceId: '' })), null, 2);
    const path = await fileOf('request.json', text);
    expect(await importAll(path)).toEqual({ rejectedCount: 2 });
    const lineOf = (part: string): number => text.slice(0, text.indexOf(part)).split('\n').length;
    expect(shown).toContain(`${path}:${lineOf('"short"')}: spanId `);
    expect(shown).toMatch(new RegExp(`request\\.json:${lineOf('eee19b7ec3c1b104')}: traceId `));
    expect(shown).toContain('OTLP JSON, 2 spans, 2 rejected');
    await counted('5b8efff798038103d269b633813fc60c', 2);
  });

  test('one request a line, as the collector writes it: a line that is broken costs no other', async () => {
    const id = '6b8efff798038103d269b633813fc60c';
    const lines = [
      JSON.stringify(request(span(1, { traceId: id }), span(2, { traceId: id }))),
      '{"resourceSpans":[{"resource":',
      JSON.stringify(request(span(3, { traceId: id }), span(4, { traceId: id, startTimeUnixNano: '0' }))),
      '{"resourceSpans":[{}]}',
    ];
    const path = await fileOf('collector.jsonl', lines.join('\n'));
    expect(await importAll(path)).toEqual({ rejectedCount: 3 });
    expect(shown).toContain(`${path}:2: the record is not an ExportTraceServiceRequest in JSON`);
    expect(shown).toContain(`${path}:3: start`);
    expect(shown).toContain(`${path}:4: the record has an entry of resourceSpans without scopeSpans`);
    await counted(id, 3);
    shown = '';
    await importAll(path);
    expect(shown).toContain('OTLP JSON, 3 spans, 3 rejected');
    await counted(id, 3);
  });

  test('every bad span of many is named, however many the server tells at once', async () => {
    const id = '7b8efff798038103d269b633813fc60c';
    const lines = Array.from({ length: 60 }, (_, number) =>
      JSON.stringify(request(span(number, { traceId: id, ...(number % 2 === 0 && { spanId: '' }) }))),
    );
    const path = await fileOf('half.jsonl', lines.join('\n'));
    expect(await importAll(path)).toEqual({ rejectedCount: 30 });
    for (let number = 0; number < 60; number += 2) expect(shown).toContain(`${path}:${number + 1}: spanId `);
    await counted(id, 30);
  });

  test('a call of a model becomes its message, once', async () => {
    const id = '8b8efff798038103d269b633813fc60c';
    const call = span(1, {
      traceId: id,
      attributes: [
        { key: 'gen_ai.operation.name', value: { stringValue: 'chat' } },
        { key: 'gen_ai.request.model', value: { stringValue: 'gpt-4o' } },
        { key: 'gen_ai.usage.input_tokens', value: { intValue: '12' } },
      ],
    });
    const path = await fileOf('call.json', JSON.stringify(request(call)));
    await importAll(path);
    await importAll(path);
    expect(await message(`span:${id}:eee19b7ec3c1b101`)).toMatchObject({ role: 'ASSISTANT', model: 'gpt-4o', inputTokens: 12 });
    expect(await server.stores.prisma.message.count({ where: { traceId: id } })).toBe(1);
  });
});

describe('exports of others', () => {
  const span = (changes: object = {}): object => ({
    name: 'turn',
    context: { trace_id: '0123456789abcdef0123456789abcdef', span_id: '0123456789abcdef' },
    span_kind: 'LLM',
    parent_id: null,
    start_time: '2026-11-01T00:00:00+00:00',
    end_time: '2026-11-01T00:00:01+00:00',
    status_code: 'OK',
    status_message: '',
    attributes: {
      'openinference.span.kind': 'LLM',
      'llm.model_name': 'gpt-4o',
      'llm.token_count.prompt': 3,
      'input.value': 'Hi',
      'output.value': 'Hello',
    },
    events: [],
    annotations: [{ name: 'tone', annotator_kind: 'LLM', result: { score: 0.75 } }],
    ...changes,
  });

  test('Phoenix: a list of spans becomes a trace, its message and its judgment, once', async () => {
    const path = await fileOf('phoenix.json', JSON.stringify([span()], null, 1));
    for (const _ of [1, 2]) expect(await importAll(path)).toEqual({ rejectedCount: 0 });
    expect(shown).toContain('JSON, 1 span, 1 evaluation (0 new, 1 known), 0 rejected');
    expect(await message('span:0123456789abcdef0123456789abcdef:0123456789abcdef')).toMatchObject({
      content: 'Hello',
      model: 'gpt-4o',
      inputTokens: 3,
      latencyMs: 1_000,
    });
    const stored = await server.stores.prisma.evaluation.findMany({ where: { name: 'tone' } });
    expect(stored).toMatchObject([{ value: 0.75, evaluatorKind: 'MODEL' }]);
  });

  test('conversations of data sets are conversations, with a bad line named', async () => {
    const path = await fileOf(
      'tuning.jsonl',
      '{"messages": [{"role": "system", "content": "You are terse."}, {"role": "user", "content": "Capital of France?"}, {"role": "assistant", "content": "Paris"}]}\n{"messages": [{"role": "nobody", "content": "2+2?"}]}\n{"prompt": "Q", "chosen": "good", "rejected": "bad"}\n',
    );
    for (const _ of [1, 2]) expect(await importAll(path)).toEqual({ rejectedCount: 1 });
    expect(shown).toContain(`${path}:2: messages[0] has the role "nobody"`);
    expect(shown).toContain('JSON Lines, 7 messages (0 new, 7 known), 2 evaluations (0 new, 2 known), 1 rejected');
  });
});

describe('what cannot be imported', () => {
  const knownFormats = /Known formats:[^]*OTLP JSON[^]*Langfuse[^]*LLMDrift[^]*CSV[^]*JSON Lines/;
  test.each([
    ['an unknown format', 'with the list of known formats', 'notes.txt', 'Dear diary', knownFormats],
    ['another price table', 'with the list of known formats', 'langfuse.json', '[{"modelName":"gpt-4o","pricingTiers":[]}]', knownFormats],
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

  test('a wrong key is reported', async () => {
    const importing = importFiles(
      [await fileOf('one.jsonl', '{"externalId":"o","conversationId":"a","role":"USER","content":"x"}')],
      { url: server.url, apiKey: 'ftl_wrong' },
      screen,
    );
    await expect(importing).rejects.toThrow('does not take the key in FTL_API_KEY');
  });
});

describe.skipIf(sharedData === null)(`real data ${needsSharedData}`, () => {
  const tau = (): string => join(sharedData as string, 'tau_bench/gpt-4o-airline.json');

  test('τ-bench: every message, tool call and reward of the file, none invented', async () => {
    const raw = JSON.parse(await readFile(tau(), 'utf8')) as {
      task_id: number;
      trial: number;
      reward: number;
      traj: { role: string; content: string | null; tool_calls?: unknown[] }[];
    }[];
    expect(await importAll(tau())).toEqual({ rejectedCount: 0 });
    const turns = raw.flatMap(({ traj }) => traj);
    const { prisma } = server.stores;
    const inFile = { conversation: { externalId: { startsWith: 'tau-bench/gpt-4o-airline/' } } };
    expect(await prisma.message.count({ where: inFile })).toBe(turns.length);
    expect(await prisma.conversation.count({ where: inFile.conversation })).toBe(raw.length);
    expect(await prisma.toolCall.count({ where: { message: inFile } })).toBe(turns.flatMap((turn) => turn.tool_calls ?? []).length);
    expect(await prisma.toolCall.count({ where: { message: inFile, success: false } })).toBe(
      turns.filter((turn) => turn.role === 'tool' && turn.content?.startsWith('Error')).length,
    );
    expect(await prisma.evaluation.count({ where: { message: inFile, success: true } })).toBe(
      raw.filter(({ reward }) => reward === 1).length,
    );
    expect(await prisma.evaluation.count({ where: { message: inFile, success: false } })).toBe(
      raw.filter(({ reward }) => reward === 0).length,
    );
    expect(await prisma.message.count({ where: { ...inFile, OR: [{ inputTokens: { not: null } }, { latencyMs: { not: null } }] } })).toBe(
      0,
    );
    expect(await message('tau-bench/gpt-4o-airline/0-0/6')).toMatchObject({
      role: 'ASSISTANT',
      content: '',
      model: 'gpt-4o',
      provider: 'openai',
      userId: 'mia_li_3668',
      toolCalls: [{ name: 'get_user_details', success: true, arguments: { user_id: 'mia_li_3668' } }],
    });
  });

  test('τ-bench imported twice changes nothing', async () => {
    await importAll(tau());
    await server.stores.prisma.projectionQueue.deleteMany();
    await importAll(tau());
    expect(await server.stores.prisma.projectionQueue.count()).toBe(0);
  });

  test.each(['MockAirlineDomainEnv-few_shot', 'MockRetailDomainEnv-few_shot'])(
    'τ-bench dialogues of %s: one conversation a line, without judgments',
    async (name) => {
      const path = join(sharedData as string, `tau_bench/${name}.jsonl`);
      expect(await importAll(path)).toEqual({ rejectedCount: 0 });
      const lines = (await readFile(path, 'utf8')).trim().split('\n');
      const turnCount = lines.reduce(
        (sum, line) =>
          sum +
          ((JSON.parse(line) as { messages_display: string }).messages_display.match(/^(user|assistant|tool|system): ?/gm) ?? []).length,
        0,
      );
      const inFile = { conversation: { externalId: { startsWith: `tau-bench/${name}/` } } };
      expect(await server.stores.prisma.conversation.count({ where: inFile.conversation })).toBe(lines.length);
      expect(await server.stores.prisma.message.count({ where: inFile })).toBe(turnCount);
      expect(await server.stores.prisma.evaluation.count({ where: { message: inFile } })).toBe(0);
    },
  );

  test.each([
    ['gpt-4-0314', 0.84],
    ['gpt-4-0613', 0.502],
    ['gpt-3.5-turbo-0301', 0.508],
    ['gpt-3.5-turbo-0613', 0.681],
  ])('LLMDrift: the study’s strict accuracy of %s on PRIME is %d', async (model, accuracy) => {
    const path = join(sharedData as string, 'llmdrift/PRIME_FULL_EVAL.csv');
    expect(await importAll(path)).toEqual({ rejectedCount: 0 });
    const ofModel = { message: { model, conversation: { externalId: { startsWith: 'llmdrift/PRIME_FULL_EVAL/' } } } };
    const counts = [true, false].map((success) => server.stores.prisma.evaluation.count({ where: { ...ofModel, success } }));
    const [right, wrong] = (await Promise.all(counts)) as [number, number];
    expect(right + wrong).toBe(1_000);
    expect(right / (right + wrong)).toBe(accuracy);
  });

  test('LLMDrift: latency, tokens and time of each answer as recorded, outliers too; the recorded cost is kept beside', async () => {
    const path = join(sharedData as string, 'llmdrift/PRIME_FULL_EVAL.csv');
    await importAll(path);
    const rows = parse(await readFile(path), { columns: true }) as Record<string, string>[];
    const slowest = rows.reduce((a, b) => (Number(a['latency']) > Number(b['latency']) ? a : b));
    expect(await message(`llmdrift/PRIME_FULL_EVAL/${slowest['']}/answer`)).toMatchObject({
      latencyMs: Math.round(Number(slowest['latency']) * 1_000),
      outputTokens: Number(slowest['answer_token']),
      content: slowest['answer'],
      model: slowest['model']?.replace('openaichat/', ''),
      experimentName: 'llmdrift',
      variant: slowest['date'],
      metadata: { costUsd: Number(slowest['cost']), temperature: 0.1, dataset: slowest['dataset'] },
    });
    const { rows: sums } = await server.stores.postgres.query(
      `SELECT sum(latency_ms)::int8 AS latency, sum(output_tokens)::int8 AS tokens FROM messages WHERE external_id LIKE 'llmdrift/PRIME_FULL_EVAL/%'`,
    );
    expect(Number(sums[0].tokens)).toBe(rows.reduce((sum, row) => sum + Number(row['answer_token']), 0));
    expect(Number(sums[0].latency)).toBe(rows.reduce((sum, row) => sum + Math.round(Number(row['latency']) * 1_000), 0));
  });

  test.each(['OPINIONQA_EVAL', 'SENSITIVEQ_EVAL'])('LLMDrift: %s goes in whole, without verdicts', async (name) => {
    const path = join(sharedData as string, `llmdrift/${name}.csv`);
    expect(await importAll(path)).toEqual({ rejectedCount: 0 });
    const rows = parse(await readFile(path), { columns: true }) as unknown[];
    const inFile = { conversation: { externalId: { startsWith: `llmdrift/${name}/` } } };
    expect(await server.stores.prisma.message.count({ where: inFile })).toBe(2 * rows.length);
    expect(await server.stores.prisma.evaluation.count({ where: { message: inFile } })).toBe(0);
  });

  const langfuseFiles = (): string[] => globSync(join(sharedData as string, 'langfuse_traces/*.trace.json'));

  test('Langfuse: every observation and score of the exported traces, once', async () => {
    for (const path of langfuseFiles()) {
      const { trace, observations } = JSON.parse(await readFile(path, 'utf8')) as {
        trace: { id: string; name: string; scores: unknown[] };
        observations: { id: string }[];
      };
      shown = '';
      expect(await importAll(path), shown).toEqual({ rejectedCount: 0 });
      expect(shown).toContain(`Langfuse trace, ${1 + observations.length + trace.scores.length} events, 0 rejected`);
      const asked = async () => {
        await drainSummaries(server.stores);
        return (
          await ask(server, 'query ($id: String!) { trace(traceId: $id) { name spanCount evaluations { id } messages { id } } }', {
            variables: { id: trace.id },
          })
        ).body.data.trace;
      };
      const first = await asked();
      // The trace is a span of its own, above its observations.
      expect(first).toMatchObject({ name: trace.name, spanCount: observations.length + 1 });
      expect(first.evaluations).toHaveLength(trace.scores.length);
      expect(first.messages.length).toBeGreaterThan(0);
      await importAll(path);
      expect(await asked()).toEqual(first);
    }
  });

  test.each([
    ['alpaca_en_demo', 'output', 1],
    ['dpo_en_demo', 'chosen', 2],
    ['glaive_toolcall_en_demo', 'conversations', 1],
  ])('%s: every record is a conversation', async (name, member, perRecord) => {
    const path = join(sharedData as string, `learning/finetune_demos/${name}.json`);
    const records = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>[];
    expect(await importAll(path), shown).toEqual({ rejectedCount: 0 });
    const inFile = { externalId: { startsWith: `${name}/` } };
    expect(await server.stores.prisma.conversation.count({ where: inFile })).toBe(
      records.filter((record) => member in record).length * perRecord,
    );
  });

  test('Azure’s requests by a mapping: every row, its time and tokens', async () => {
    const path = join(sharedData as string, 'azure_llm_trace/AzureLLMInferenceTrace_conv.csv');
    const text = await readFile(path, 'utf8');
    const rows = text
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(','));
    const mapping = readMapping(['time=TIMESTAMP,inputTokens=ContextTokens,outputTokens=GeneratedTokens'], 'LEAVE_OUT');
    await importWith({ mapping }, path);
    expect(shown).toContain(`${rows.length.toLocaleString('en')} messages (${rows.length.toLocaleString('en')} new, 0 known)`);
    const { rows: sums } = await server.stores.postgres.query(
      `SELECT sum(input_tokens)::int8 AS input, sum(output_tokens)::int8 AS output FROM messages WHERE external_id LIKE 'AzureLLMInferenceTrace_conv/%'`,
    );
    expect(Number(sums[0].input)).toBe(rows.reduce((sum, row) => sum + Number(row[1]), 0));
    expect(Number(sums[0].output)).toBe(rows.reduce((sum, row) => sum + Number(row[2]), 0));
  });

  test('LiteLLM’s price table is imported, twice without change', async () => {
    const path = join(sharedData as string, 'model_prices/litellm_model_prices_subset.json');
    expect(await importAll(path)).toEqual({ rejectedCount: 0 });
    expect(shown).toContain('LiteLLM prices, 214 added, 0 changed, 0 known, 4 left out');
    shown = '';
    await importAll(path);
    expect(shown).toContain('LiteLLM prices, 0 added, 0 changed, 214 known, 4 left out');
  });
});

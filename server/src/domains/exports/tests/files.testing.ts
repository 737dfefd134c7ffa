import { parse } from 'csv-parse/sync';
import { parquetReadObjects, parquetMetadata } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { drainProjection } from '../../../background.ts';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../../workspace.testing.ts';
import { evaluateMessages } from '../../evaluations/commands.ts';
import { ingestMessages } from '../../messages/commands.ts';
import { savePrice } from '../../prices/commands.ts';
import { makeExportJob } from '../background/make-export.ts';

export const exportFields =
  'id type format status failure path link expectedCount writtenCount sizeBytes timeZone filter roles columns { name filledCount } task { status doneCount totalCount }';
export const keyOf = (id: string): string => Buffer.from(id, 'base64').toString().split(':')[1] as string;

/** Has an export made, and returns it as the API shows it. */
export async function exported(server: TestServer, { id: workspaceId, run }: TestWorkspace, input: object): Promise<Loose> {
  const { data, errors } = await run(`mutation ($input: ExportInput!) { createExport(input: $input) { ${exportFields} } }`, { input });
  expect(errors).toBeUndefined();
  expect(data.createExport).toMatchObject({ status: 'QUEUED', path: null, link: null, writtenCount: null });
  await work(server, workspaceId, keyOf(data.createExport.id));
  return shown({ run }, data.createExport.id);
}

export const shown = async ({ run }: Pick<TestWorkspace, 'run'>, id: string): Promise<Loose> =>
  (await run(`query ($id: ID!) { node(id: $id) { ... on Export { ${exportFields} } } }`, { id })).data.node;

export async function work(server: TestServer, workspaceId: string, id: string, signal = new AbortController().signal): Promise<void> {
  const { task } = await server.stores.prisma.export.findUniqueOrThrow({ where: { id, workspaceId }, include: { task: true } });
  await makeExportJob.run(server.stores, task, async () => {}, signal, server.live);
}

export const download = (server: TestServer, path: string, secret?: string): Promise<Response> =>
  fetch(`${server.url}${path}`, { headers: secret === undefined ? {} : { 'x-api-key': secret } });

const at = new Date('2026-03-29T00:30:00Z'); // half an hour before Berlin's clocks are set forward
const hostile = [
  '=1+1',
  '+49 30 1234',
  '-1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '\n=1',
  'say "x", then\r\ngo on; end',
  'right \u202Eot tfel\u202C',
  'zero\u200Bwidth',
  '👩‍🚀 naïve 東京 한국',
  "it's",
  ' ',
  '',
];

/** Messages that no writer of tables likes, some judged, two models of which one has a price. */
export async function haveMessages({ stores, live }: TestServer, workspaceId: string): Promise<void> {
  const rates = { inputUsdPerMillion: 3, outputUsdPerMillion: 15 };
  const saved = await savePrice(stores, workspaceId, { scope: 'MODEL', model: 'priced', rates });
  if (!saved.ok) throw saved.failure;
  const message = (index: number, rest: object) => ({
    externalId: `m-${index}`,
    conversationId: `c-${index % 3}`,
    userId: `u-${index % 2}`,
    role: 'ASSISTANT',
    content: 'x',
    createdAt: new Date(at.getTime() + index * 600_000),
    model: index % 2 === 0 ? 'priced' : '=evil()',
    provider: 'acme',
    inputTokens: 100 + index,
    outputTokens: 10,
    latencyMs: 1_000 + index,
    ...rest,
  });
  await ingestMessages(
    { stores, live },
    workspaceId,
    [
      ...hostile.map((content, index) => message(index, { content })),
      message(20, { content: 'é'.repeat(500_000) }),
      message(21, {
        role: 'USER',
        model: undefined,
        inputTokens: undefined,
        outputTokens: undefined,
        latencyMs: undefined,
        content: 'a word',
      }),
      message(22, {
        content: 'calls',
        traceId: 'a'.repeat(32),
        errorType: 'timeout',
        environment: 'production',
        metadata: { '=key': ['"', 1, null] },
        toolCalls: [{ name: 'find', arguments: { text: '=x' }, success: true, durationMs: 5 }],
      }),
    ] as never,
    new Date('2026-04-01T00:00:00Z'),
  );
  await evaluateMessages(
    stores,
    workspaceId,
    [
      { messageExternalId: 'm-22', externalId: 'e-1', rating: 2, success: false, failureTags: ['slow'], comment: '=cmd' },
      { messageExternalId: 'm-22', externalId: 'e-2', rating: 4, success: true },
      { messageExternalId: 'm-1', externalId: 'e-3', rating: 5, success: true },
    ],
    new Date('2026-04-01T00:00:00Z'),
  );
  await drainProjection(stores);
}

const everything = { type: 'COMPLETE', filter: { timeZone: 'Europe/Berlin' } };

export function fileTests(server: () => TestServer): void {
  let workspace: TestWorkspace;
  const bytesOf = async ({ path }: Loose): Promise<Buffer> =>
    Buffer.from(await (await download(server(), path, workspace.secret)).arrayBuffer());
  const unguarded = (text: string): string => (/^'[=+\-@\t\r\n]/.test(text) ? text.slice(1) : text);

  describe('files of messages', () => {
    let all: Loose[];

    test('JSON Lines have every field of every message, as it is stored', async () => {
      workspace = await openTestWorkspace(server());
      await haveMessages(server(), workspace.id);
      const made = await exported(server(), workspace, { ...everything, format: 'JSONL' });
      expect(made).toMatchObject({ status: 'READY', expectedCount: 17, writtenCount: 17, failure: null, timeZone: 'Europe/Berlin' });
      const bytes = await bytesOf(made);
      expect(bytes.length).toBe(made.sizeBytes);
      all = bytes
        .toString('utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Loose);
      expect(all.slice(0, hostile.length).map(({ content }) => content)).toEqual(hostile);
      expect(all[14].content).toBe('é'.repeat(500_000));
      expect(all.at(-1)).toMatchObject({
        externalId: 'm-22',
        conversationId: 'c-1',
        userId: 'u-0',
        role: 'ASSISTANT',
        createdAt: '2026-03-29T04:10:00.000Z',
        createdAtLocal: '2026-03-29 06:10:00.000',
        model: 'priced',
        environment: 'production',
        inputTokens: 122,
        costUsd: (122 * 3 + 10 * 15) / 1e6,
        errorType: 'timeout',
        traceId: 'a'.repeat(32),
        metadata: { '=key': ['"', 1, null] },
        toolCalls: [{ name: 'find', arguments: { text: '=x' }, success: true, durationMs: 5 }],
        evaluations: [
          { externalId: 'e-1', rating: 2, success: false, failureTags: ['slow'], comment: '=cmd' },
          { externalId: 'e-2', rating: 4, success: true },
        ],
      });
      expect(all[0]).toMatchObject({ createdAtLocal: '2026-03-29 01:30:00.000', evaluations: null, toolCalls: null });
      // Clocks were set forward meanwhile.
      expect(all[3].createdAtLocal).toBe('2026-03-29 03:00:00.000');
      expect(made.columns.find(({ name }: Loose) => name === 'evaluations').filledCount).toBe(2);
      expect(made.columns.find(({ name }: Loose) => name === 'inputTokens').filledCount).toBe(16);
    });

    test.each([
      ['CSV', ','],
      ['CSV_SEMICOLON', ';'],
    ])('%s says the same, and computes nothing in a program for tables', async (format, delimiter) => {
      const made = await exported(server(), workspace, { ...everything, format });
      const bytes = await bytesOf(made);
      expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      const rows: Record<string, string>[] = parse(bytes, { columns: true, bom: true, delimiter, record_delimiter: '\r\n' });
      expect(rows.length).toBe(all.length);
      for (const [index, row] of rows.entries()) {
        for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+@\t\r\n]|^-(?!\d+(\.\d+)?$)/);
        const { content, model, costUsd, inputTokens, evaluations, metadata } = all[index];
        expect(unguarded(row['content'] as string)).toBe(content);
        expect(unguarded(row['model'] as string)).toBe(model ?? '');
        expect(row['costUsd']).toBe(costUsd === null ? '' : String(costUsd));
        expect(row['inputTokens']).toBe(inputTokens === null ? '' : String(inputTokens));
        expect(row['evaluations'] === '' ? null : JSON.parse(row['evaluations'] as string)).toEqual(evaluations);
        expect(row['metadata'] === '' ? null : JSON.parse(row['metadata'] as string)).toEqual(metadata);
      }
    });

    test('JSON has the rows and the manifest', async () => {
      const made = await exported(server(), workspace, { ...everything, format: 'JSON' });
      const { rows, manifest } = JSON.parse((await bytesOf(made)).toString('utf8'));
      expect(rows).toEqual(all);
      expect(manifest).toMatchObject({ type: 'COMPLETE', expectedCount: 17, writtenCount: 17, timeZone: 'Europe/Berlin' });
    });

    test('Parquet is read back by another program', async () => {
      const made = await exported(server(), workspace, { ...everything, format: 'PARQUET' });
      const bytes = await bytesOf(made);
      const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
      const manifest = parquetMetadata(file).key_value_metadata?.find(({ key }) => key === 'fine-tune-lab')?.value;
      expect(JSON.parse(manifest as string)).toMatchObject({ expectedCount: 17, writtenCount: 17 });
      const rows = await parquetReadObjects({ file });
      expect(rows.length).toBe(all.length);
      for (const [index, row] of rows.entries()) {
        const { createdAt, inputTokens, costUsd, content, model, widget } = all[index];
        expect(row['content']).toBe(content);
        expect((row['createdAt'] as Date).toISOString()).toBe(createdAt);
        expect(row).toMatchObject({ model, costUsd, widget, inputTokens: inputTokens === null ? null : BigInt(inputTokens) });
      }
    });

    test.each([
      ['of one role', { roles: ['USER'] }, ['m-21']],
      ['of a model', { filter: { models: ['priced'], from: '2026-03-29T02:00:00Z' } }, ['m-10', 'm-12', 'm-20', 'm-22']],
      ['all but', { filter: { not: { models: ['priced'], verdicts: ['SUCCESS'] }, to: '2026-03-29T01:30:00Z' } }, ['m-3', 'm-5']],
      ['with a word', { filter: { text: 'word' } }, ['m-21']],
      ['none', { filter: { models: ['made up'] } }, []],
    ])('the filter of the screen holds: messages %s', async (_name, input, ids) => {
      const made = await exported(server(), workspace, { type: 'COMPLETE', format: 'CSV', ...input });
      expect(made).toMatchObject({ status: 'READY', expectedCount: ids.length, writtenCount: ids.length });
      const rows: Record<string, string>[] = parse(await bytesOf(made), { columns: true, bom: true });
      expect(rows.map(({ externalId }) => externalId)).toEqual(ids);
    });

    test('a file of no rows is one in each format', async () => {
      const filter = { models: ['made up'] };
      const [json, lines, parquet] = await Promise.all(
        ['JSON', 'JSONL', 'PARQUET'].map((format) => exported(server(), workspace, { type: 'COMPLETE', format, filter })),
      );
      expect(JSON.parse((await bytesOf(json)).toString('utf8')).rows).toEqual([]);
      expect((await bytesOf(lines)).length).toBe(0);
      const bytes = await bytesOf(parquet);
      expect(await parquetReadObjects({ file: new Uint8Array(bytes).buffer })).toEqual([]);
    });
  });

  const numbers = 'messageCount inputTokens outputTokens costUsd successShare errorCount latencyMs { p50Ms averageMs }';
  test.each([
    ['everything', 'Europe/Berlin', {}],
    ['a range', 'Pacific/Auckland', { from: '2026-03-29T00:00:00Z', to: '2026-03-29T01:30:00Z' }],
    ['a model', 'America/New_York', { models: ['priced'] }],
    ['all but one user', 'UTC', { not: { users: ['u-1'] } }],
  ])('numbers of %s in %s are those of the screen, and sums of messages are, too', async (_name, timeZone, narrowed) => {
    const filter = { ...narrowed, timeZone };
    const { data } = await workspace.run(
      `query ($filter: AnalyticsFilter!) { analytics(filter: $filter) {
          overview { ${numbers} } series(interval: null) { startedAt ${numbers} } byModel { model ${numbers} } } }`,
      { filter },
    );
    const rowsOf = async (type: string): Promise<Loose[]> =>
      JSON.parse((await bytesOf(await exported(server(), workspace, { type, format: 'JSON', filter }))).toString('utf8')).rows;
    const flat = ({ latencyMs, ...rest }: Loose) => ({ ...rest, latencyP50Ms: latencyMs.p50Ms, latencyAverageMs: latencyMs.averageMs });
    const { overview, series, byModel } = data.analytics;
    const metrics = Object.fromEntries((await rowsOf('OVERVIEW')).map(({ metric, value }) => [metric, value]));
    expect(metrics).toMatchObject(flat(overview));
    expect(await rowsOf('TIMESERIES')).toMatchObject(series.map(flat));
    expect(await rowsOf('MODEL_COMPARISON')).toMatchObject(byModel.map(flat));
    const answers = (await rowsOf('COMPLETE')).filter(({ role }) => role === 'ASSISTANT');
    const sum = (name: string): number => answers.reduce((total, row) => total + (row[name] ?? 0), 0);
    expect([answers.length, sum('inputTokens'), sum('outputTokens')]).toEqual([
      overview.messageCount,
      overview.inputTokens,
      overview.outputTokens,
    ]);
    expect(sum('costUsd')).toBeCloseTo(overview.costUsd ?? 0, 12);
  });
}

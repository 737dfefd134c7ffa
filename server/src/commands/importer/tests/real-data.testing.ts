import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { readMapping } from 'importer/mapping/mapping';
import { needsSharedData, sharedData } from '../../../../tests/shared-data.testing.ts';
import { drainSummaries } from '../../../domains/traces/background/summaries.ts';
import { ask } from '../../../server.testing.ts';
import type { Importing } from './importing.testing.ts';

/** The shared data: everything in it arrives, once. */
export function realDataTests({ server, shown, clear, importAll, importWith, message }: Importing): void {
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
      const { prisma } = server().stores;
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
      await server().stores.prisma.projectionQueue.deleteMany();
      await importAll(tau());
      expect(await server().stores.prisma.projectionQueue.count()).toBe(0);
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
        expect(await server().stores.prisma.conversation.count({ where: inFile.conversation })).toBe(lines.length);
        expect(await server().stores.prisma.message.count({ where: inFile })).toBe(turnCount);
        expect(await server().stores.prisma.evaluation.count({ where: { message: inFile } })).toBe(0);
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
      const counts = [true, false].map((success) => server().stores.prisma.evaluation.count({ where: { ...ofModel, success } }));
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
      const { rows: sums } = await server().stores.postgres.query(
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
      expect(await server().stores.prisma.message.count({ where: inFile })).toBe(2 * rows.length);
      expect(await server().stores.prisma.evaluation.count({ where: { message: inFile } })).toBe(0);
    });

    const langfuseFiles = (): string[] => globSync(join(sharedData as string, 'langfuse_traces/*.trace.json'));

    test('Langfuse: every observation and score of the exported traces, once', async () => {
      for (const path of langfuseFiles()) {
        const { trace, observations } = JSON.parse(await readFile(path, 'utf8')) as {
          trace: { id: string; name: string; scores: unknown[] };
          observations: { id: string }[];
        };
        clear();
        expect(await importAll(path), shown()).toEqual({ rejectedCount: 0 });
        expect(shown()).toContain(`Langfuse trace, ${1 + observations.length + trace.scores.length} events, 0 rejected`);
        const asked = async () => {
          await drainSummaries(server().stores);
          return (
            await ask(server(), 'query ($id: String!) { trace(traceId: $id) { name spanCount evaluations { id } messages { id } } }', {
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
      expect(await importAll(path), shown()).toEqual({ rejectedCount: 0 });
      const inFile = { externalId: { startsWith: `${name}/` } };
      expect(await server().stores.prisma.conversation.count({ where: inFile })).toBe(
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
      expect(shown()).toContain(`${rows.length.toLocaleString('en')} messages (${rows.length.toLocaleString('en')} new, 0 known)`);
      const { rows: sums } = await server().stores.postgres.query(
        `SELECT sum(input_tokens)::int8 AS input, sum(output_tokens)::int8 AS output FROM messages WHERE external_id LIKE 'AzureLLMInferenceTrace_conv/%'`,
      );
      expect(Number(sums[0].input)).toBe(rows.reduce((sum, row) => sum + Number(row[1]), 0));
      expect(Number(sums[0].output)).toBe(rows.reduce((sum, row) => sum + Number(row[2]), 0));
    });

    test('LiteLLM’s price table is imported, twice without change', async () => {
      const path = join(sharedData as string, 'model_prices/litellm_model_prices_subset.json');
      expect(await importAll(path)).toEqual({ rejectedCount: 0 });
      expect(shown()).toContain('LiteLLM prices, 214 added, 0 changed, 0 known, 4 left out');
      clear();
      await importAll(path);
      expect(shown()).toContain('LiteLLM prices, 0 added, 0 changed, 214 known, 4 left out');
    });
  });
}

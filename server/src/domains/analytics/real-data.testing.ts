import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { factOf, type Fact } from './analytics.testing.ts';

/*
 * Messages of two published data sets as facts, read from the raw files in plain TypeScript: no part of the product reads them here.
 */

/** Prices of the models of LLMPerf, USD per million tokens. */
export const llmperfRates = { input: 1, output: 2 };

/** The first request of LLMPerf, whose files have no times; the clocks of New York change on 3 November 2024. */
const llmperfStart = Date.parse('2024-10-29T03:58:00Z');
const llmperfEveryMs = 5 * 60_000;

interface LlmperfRow {
  error_code: number | null;
  ttft_s: number | null;
  end_to_end_latency_s: number | null;
  number_input_tokens: number | null;
  number_output_tokens: number | null;
}

/** The requests of every file in the order of the files' names, five minutes apart, five in a conversation, a session for each file. */
export function llmperfFacts(sharedData: string): Fact[] {
  const folder = join(sharedData, 'llmperf/individual');
  const ms = (seconds: number | null): number | null => (seconds === null ? null : Math.round(seconds * 1_000));
  const rows = readdirSync(folder)
    .sort()
    .flatMap((file) => (JSON.parse(readFileSync(join(folder, file), 'utf8')) as LlmperfRow[]).map((row) => ({ row, file })));
  return rows.map(({ row, file }, index) => {
    const [provider = '', size] = file.replace('.json', '').split('_');
    const failed = row.error_code !== null;
    const [input, output] = failed ? [0, 0] : [row.number_input_tokens ?? 0, row.number_output_tokens ?? 0];
    return factOf({
      id: index + 1,
      at: new Date(llmperfStart + index * llmperfEveryMs),
      conversation: 1 + Math.floor(index / 5),
      user: 1 + (Math.floor(index / 5) % 40),
      model: `llmperf-${size}`,
      provider: `llmperf-${provider}`,
      session: file,
      tokens: [input, 0, 0, output, 0],
      costNanoUsd: failed ? null : input * llmperfRates.input * 1_000 + output * llmperfRates.output * 1_000,
      latencyMs: failed ? null : ms(row.end_to_end_latency_s),
      firstTokenMs: failed ? null : ms(row.ttft_s),
      error: failed ? String(row.error_code) : '',
      text: `request ${index}`,
    });
  });
}

/** The same as a client sends it. */
export const messageOf = (fact: Fact): Record<string, unknown> => ({
  externalId: `llmperf-${fact.id}`,
  conversationId: `llmperf-${fact.conversation}`,
  role: fact.role,
  content: fact.text,
  model: fact.model,
  provider: fact.provider,
  sessionId: fact.session,
  userId: `u-${fact.user}`,
  createdAt: fact.at.toISOString(),
  ...(fact.error === ''
    ? { inputTokens: fact.tokens[0], outputTokens: fact.tokens[3], latencyMs: fact.latencyMs, timeToFirstTokenMs: fact.firstTokenMs }
    : { errorType: fact.error }),
});

interface Turn {
  role: string;
  content: string | null;
  tool_call_id?: string;
  tool_calls?: { id: string; function: { name: string } }[] | null;
}
interface Trajectory {
  task_id: number;
  trial: number;
  reward: number;
  traj: Turn[];
  info: { task: { user_id: string } };
}

/** Messages of users and answers of τ-bench as its import dates them: a conversation a minute, a message a second (docs/importing.md). */
export function tauBenchFacts(sharedData: string): Fact[] {
  const start = Date.parse('2024-05-15T20:00:00Z');
  const trajectories = JSON.parse(readFileSync(join(sharedData, 'tau_bench/gpt-4o-airline.json'), 'utf8')) as Trajectory[];
  const users = [...new Set(trajectories.map(({ info }) => info.task.user_id))];
  return trajectories.flatMap(({ traj, reward, info }, place) => {
    const last = traj.findLastIndex(({ role }) => role === 'assistant');
    return traj.flatMap((turn, index): Fact[] => {
      if (turn.role !== 'assistant' && turn.role !== 'user') return [];
      const answers = traj.slice(index + 1);
      return [
        factOf({
          id: 1_000_000 + place * 1_000 + index,
          at: new Date(start + place * 60_000 + index * 1_000),
          conversation: 1_000_000 + place,
          user: 1_000 + users.indexOf(info.task.user_id),
          role: turn.role === 'user' ? 'USER' : 'ASSISTANT',
          model: 'gpt-4o',
          provider: 'openai',
          text: turn.content ?? '',
          tools: (turn.tool_calls ?? []).map(({ id, function: { name } }) => {
            const answer = answers.find(({ role, tool_call_id: of }) => role === 'tool' && of === id)?.content;
            return { name, success: answer === undefined || answer === null ? null : !answer.startsWith('Error'), durationMs: null };
          }),
          evaluations: index === last ? [{ rating: null, success: reward >= 1, tags: [] }] : [],
        }),
      ];
    });
  });
}

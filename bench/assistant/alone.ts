import type { FakeRequest, FakeStep } from '../../server/src/domains/model-connections/tests/fake-models.testing.ts';
import { quantile } from '../overview/in-process.ts';
import { watchCpu, type CpuTime } from '../trickle/cpu.ts';
import type { AssistantBench } from './place.ts';
import { follow } from './turn.ts';

const runs = Number(process.env['BENCH_RUNS'] ?? 30);
const targets = { firstTextMs: 100, fiveToolsMs: 300, commandMs: 300, tokens: 6_000 };
const charactersPerToken = 3.5;

/** Five tools, as a model calls them one after the other. */
const fiveCalls: readonly { call: string; json: string }[] = [
  { call: 'production_metrics', json: '{"measures":["messages","cost","latencyP95"],"groupBy":"model"}' },
  { call: 'training_metrics', json: '{"operation":"list_jobs"}' },
  { call: 'find_values', json: '{"kind":"model"}' },
  { call: 'evaluation_metrics', json: '{"operation":"failure_tags"}' },
  { call: 'calculator', json: '{"expression":"6 * 7"}' },
];
const commands = [
  '/production_metrics measures=messages,latencyP95 groupBy=model',
  '/training list_jobs',
  '/get_session_metrics sessionIds=session-1,session-2',
  '/find_values kind=model',
  '/calculator 2^10 + 1',
];

/** One conversation at a time: what the product adds to the time of the model. */
export async function measureAlone({ server: { address, pid }, dataDir, fake }: AssistantBench): Promise<void> {
  const rows: Record<string, object> = {};
  /** Processor time of a run, which tells a slow answer from a busy machine. */
  const eachMs = ({ serverSeconds, postgresSeconds }: CpuTime, count: number): number =>
    Math.round(((serverSeconds + postgresSeconds) * 1_000) / count);
  const row = (name: string, times: readonly number[], target: string, cpuMs: number | '' = ''): void => {
    const sorted = times.toSorted((a, b) => a - b);
    rows[name] = {
      'p50 ms': Math.round(quantile(sorted, 0.5)),
      'p95 ms': Math.round(quantile(sorted, 0.95)),
      target,
      'CPU ms of server and PostgreSQL': cpuMs,
    };
  };

  fake.answer(() => [{ waitMs: 200 }, { text: 'Well, ' }, { waitMs: 300 }, { text: 'this is all.' }]);
  const added: number[] = [];
  let cpu = await watchCpu(pid, dataDir);
  for (let index = 0; index <= runs; index += 1) {
    fake.requests.length = 0;
    const turn = await follow(address, { text: 'How did the models do last week?' });
    const [request] = fake.requests as [FakeRequest];
    if (turn.firstTextAt === null) throw new Error(`There was no text: ${turn.failure}`);
    const ownMs = (request.firstSaidAt ?? NaN) - request.cameAt;
    if (index > 0) added.push(turn.firstTextAt - turn.askedAt - ownMs);
  }
  row('first visible token, beyond the model’s own', added, `< ${targets.firstTextMs}`, eachMs(await cpu.stop(), runs + 1));

  cpu = await watchCpu(pid, dataDir);
  const [whole, besideTools]: [number[], number[]] = [[], []];
  for (let index = 0; index <= runs; index += 1) {
    fake.requests.length = 0;
    const answers: FakeStep[][] = [...fiveCalls.map((call) => [{ waitMs: 50 }, call]), [{ text: 'The result is {{r5.facts.result}}.' }]];
    fake.answer(...answers);
    const turn = await follow(address, { text: `Compare the models with their cost, and my training jobs (${index})` });
    if (turn.toolMs.length !== fiveCalls.length || !turn.text.includes('42')) throw new Error(`Not five tools: ${JSON.stringify(turn)}`);
    const modelMs = fake.requests.reduce((sum, { cameAt, endedAt }) => sum + (endedAt ?? NaN) - cameAt, 0);
    const ours = turn.endedAt - turn.askedAt - modelMs;
    if (index === 0) continue;
    whole.push(ours);
    besideTools.push(ours - turn.toolMs.reduce((sum, ms) => sum + ms, 0));
  }
  row('an answer with five tools, beyond the model’s own', whole, `< ${targets.fiveToolsMs}`, eachMs(await cpu.stop(), runs + 1));
  row('of that, beside the queries of the tools', besideTools, '');

  cpu = await watchCpu(pid, dataDir);
  const times: number[] = [];
  for (let index = 0; index <= runs * 2; index += 1) {
    const turn = await follow(address, { text: commands[index % commands.length] as string });
    if (turn.status !== 'DONE') throw new Error(`A command failed: ${JSON.stringify(turn)}`);
    if (index > 0) times.push(turn.endedAt - turn.askedAt);
  }
  row('a slash command, asked to answered', times, `< ${targets.commandMs} (p95)`, eachMs(await cpu.stop(), runs * 2 + 1));
  console.log(`One conversation at a time, ${runs} times`);
  console.table(rows);
  fake.answer([{ text: 'Yes.' }]);
  await measureContext(address, fake.requests);
}

/** What a model is sent with a first text: instructions, definitions of tools, the text. */
async function measureContext(address: string, requests: FakeRequest[]): Promise<void> {
  const sizes: number[] = [];
  for (const text of ['Hello', 'How much did we spend last week?', 'Compare model a with model b', 'Is the experiment significant?']) {
    requests.length = 0;
    await follow(address, { text });
    sizes.push(Math.ceil(JSON.stringify(requests[0]?.body).length / charactersPerToken));
  }
  console.log(
    `Context of a first text: at most ${Math.max(...sizes)} tokens (target < ${targets.tokens}), at ${charactersPerToken} characters a token.`,
  );
}

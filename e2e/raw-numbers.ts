import { readFile } from 'node:fs/promises';
import { filesIn } from './shared-data.ts';

/** One answer of a model, as the raw files have it. */
interface RawAnswer {
  readonly model: string;
  readonly conversation: string;
  readonly latencyMs: number | null;
  readonly outputTokens: number | null;
  readonly success: boolean | null;
  readonly tools: readonly string[];
}

export interface RawNumbers {
  readonly messageCount: number;
  readonly conversationCount: number;
  readonly costUsd: number | null;
  readonly judgedCount: number;
  readonly successShare: number | null;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

export interface RawTruth extends RawNumbers {
  readonly byModel: ReadonlyMap<string, RawNumbers>;
  /** Calls by tool. */
  readonly tools: ReadonlyMap<string, number>;
}

/** What OpenAI charged for models that it has withdrawn, and the table has not: US dollars per token of output. */
const withdrawn: Readonly<Record<string, number>> = { 'gpt-3.5-turbo-0301': 2e-6, 'gpt-3.5-turbo-0613': 2e-6 };

/**
 * The numbers of the Overview page, from the raw files alone and by code of its own: nothing of the product is used here.
 */
export async function rawNumbers(folder: string): Promise<RawTruth> {
  const files = filesIn(folder);
  const answers = [...(await answersOfAgent(files.conversations)), ...(await Promise.all(files.calls.map(answersOfStudy))).flat()];
  const prices = JSON.parse(await readFile(files.prices, 'utf8')) as Record<string, { output_cost_per_token?: number }>;
  const numbersOf = (some: readonly RawAnswer[]): RawNumbers => {
    const latencies = some.flatMap(({ latencyMs }) => latencyMs ?? []).sort((a, b) => a - b);
    const judged = some.filter(({ success }) => success !== null);
    const costs = some.flatMap(({ model, outputTokens }) => {
      const price = prices[model]?.output_cost_per_token ?? withdrawn[model];
      return outputTokens === null || price === undefined ? [] : [BigInt(Math.round(price * 1e9)) * BigInt(outputTokens)];
    });
    return {
      messageCount: some.length,
      conversationCount: new Set(some.map(({ conversation }) => conversation)).size,
      costUsd: costs.length === 0 ? null : Number(costs.reduce((sum, cost) => sum + cost, 0n)) / 1e9,
      judgedCount: judged.length,
      successShare: judged.length === 0 ? null : judged.filter(({ success }) => success).length / judged.length,
      p50Ms: percentile(latencies, 0.5),
      p95Ms: percentile(latencies, 0.95),
    };
  };
  const tools = new Map<string, number>();
  for (const name of answers.flatMap((answer) => answer.tools)) tools.set(name, (tools.get(name) ?? 0) + 1);
  const byModel = new Map([...Map.groupBy(answers, ({ model }) => model)].map(([model, own]) => [model, numbersOf(own)]));
  return { ...numbersOf(answers), byModel, tools };
}

/** Interpolated between neighbours, as numpy's default and PostgreSQL's percentile_cont. */
export function percentile(sorted: readonly number[], share: number): number | null {
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)] as number;
  const above = sorted[Math.ceil(place)] as number;
  return below + (above - below) * (place - Math.floor(place));
}

interface Trajectory {
  task_id: number;
  trial: number;
  reward: number;
  traj: { role: string; tool_calls?: { function: { name: string } }[] | null }[];
}

/** The conversation's reward judges its last answer. */
async function answersOfAgent(path: string): Promise<RawAnswer[]> {
  const trajectories = JSON.parse(await readFile(path, 'utf8')) as Trajectory[];
  return trajectories.flatMap(({ task_id: task, trial, reward, traj }) => {
    const said = traj.filter(({ role }) => role === 'assistant');
    return said.map((turn, index): RawAnswer => ({
      model: 'gpt-4o',
      conversation: `${task}-${trial}`,
      latencyMs: null,
      outputTokens: null,
      success: index === said.length - 1 ? reward === 1 : null,
      tools: (turn.tool_calls ?? []).map((call) => call.function.name),
    }));
  });
}

/** A question that asks for "[Yes]" or "[No]" is judged by the first of the two in the answer. */
async function answersOfStudy(path: string): Promise<RawAnswer[]> {
  const [header, ...rows] = cellsOf(await readFile(path, 'utf8'));
  const column = (name: string): number => (header as string[]).indexOf(name);
  const [model, query, reference, answer, latency, tokens] = ['model', 'query', 'ref_answer', 'answer', 'latency', 'answer_token'].map(
    column,
  ) as [number, number, number, number, number, number];
  return rows.map((cells, index): RawAnswer => {
    const asksForVerdict = /"\[Yes\]".*"\[No\]"/s.test(cells[query] as string);
    const isVerdict = ['yes', 'no'].includes((cells[reference] as string).toLowerCase());
    const said = /\[(yes|no)\]/i.exec(cells[answer] as string)?.[1]?.toLowerCase();
    return {
      model: (cells[model] as string).replace(/^openaichat\//, ''),
      conversation: `${path} ${index}`,
      latencyMs: Math.round(Number(cells[latency]) * 1_000),
      outputTokens: Number(cells[tokens]),
      success: asksForVerdict && isVerdict ? said === (cells[reference] as string).toLowerCase() : null,
      tools: [],
    };
  });
}

/** Rows of a CSV file: quoted cells may hold commas, line ends and doubled quotes. */
function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string;
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"') isQuoted = true;
    else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\n') {
      rows.push([...row, cell.replace(/\r$/, '')]);
      row = [];
      cell = '';
    } else cell += character;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}

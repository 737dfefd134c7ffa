import type { FileRecord, Format } from '../records.ts';
import { headerOf, rowsOf } from '../table.ts';

const needed = ['model', 'query', 'ref_answer', 'answer', 'latency', 'date', 'timestamp', 'answer_token'];

/** LLMDrift records: one query and one model's answer a row, with latency, cost and time. */
export const llmdrift: Format = {
  id: 'LLMDrift',
  description: `LLMDrift records (.csv with the columns ${needed.join(', ')})`,
  recognises: (head) => {
    const names = headerOf(head);
    return needed.every((name) => names.includes(name));
  },
  async *read(file) {
    let names: readonly string[] | null = null;
    for await (const { cells, line, problem } of rowsOf(file)) {
      if (problem !== undefined) yield { kind: 'bad', line, field: '', reason: problem };
      else if (names === null) names = cells;
      else yield* exchangeOf(file.name, Object.fromEntries(names.map((name, index) => [name, cells[index] as string])), line);
    }
  },
};

function* exchangeOf(fileName: string, row: Readonly<Record<string, string>>, line: number): Iterable<FileRecord> {
  const askedMs = timeOf(row['timestamp'] ?? '');
  const latencyMs = Math.round(Number(row['latency']) * 1_000);
  const outputTokens = Number(row['answer_token']);
  if (askedMs === null)
    return yield {
      kind: 'bad',
      line,
      field: 'timestamp',
      reason: `is ${JSON.stringify(row['timestamp'])}; MM/DD/YYYY, HH:MM:SS is expected`,
    };
  if (row['latency'] === '' || !Number.isInteger(latencyMs))
    return yield { kind: 'bad', line, field: 'latency', reason: `is ${JSON.stringify(row['latency'])}; seconds are expected` };
  if (row['answer_token'] === '' || !Number.isInteger(outputTokens))
    return yield {
      kind: 'bad',
      line,
      field: 'answer_token',
      reason: `is ${JSON.stringify(row['answer_token'])}; a whole number is expected`,
    };
  const conversationId = `llmdrift/${fileName}/${row[''] ?? line}`;
  const about = { conversationId, experimentName: 'llmdrift', variant: row['date'] };
  yield {
    kind: 'message',
    line,
    value: {
      ...about,
      externalId: `${conversationId}/question`,
      role: 'USER',
      content: row['query'],
      createdAt: new Date(askedMs).toISOString(),
    },
  };
  yield {
    kind: 'message',
    line,
    value: {
      ...about,
      externalId: `${conversationId}/answer`,
      role: 'ASSISTANT',
      content: row['answer'],
      createdAt: new Date(askedMs + latencyMs).toISOString(),
      ...modelOf(row['model'] ?? ''),
      outputTokens,
      latencyMs,
      metadata: metadataOf(row),
    },
  };
  const verdict = verdictOf(row);
  if (verdict === null) return;
  yield {
    kind: 'evaluation',
    line,
    value: {
      externalId: `${conversationId}/strict`,
      messageExternalId: `${conversationId}/answer`,
      evaluator: 'llmdrift',
      evaluatorKind: 'RULE',
      createdAt: new Date(askedMs + latencyMs).toISOString(),
      ...verdict,
    },
  };
}

/** The study's own clock has no zone: taken as UTC. */
function timeOf(text: string): number | null {
  const parts = /^(\d{2})\/(\d{2})\/(\d{4}), (\d{2}):(\d{2}):(\d{2})$/.exec(text);
  if (parts === null) return null;
  const [month, day, year, hour, minute, second] = parts.slice(1).map(Number) as [number, number, number, number, number, number];
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** "openaichat/gpt-4-0314" is the study's way to call OpenAI's gpt-4-0314. */
const modelOf = (name: string): Record<string, string> =>
  name.startsWith('openaichat/') ? { model: name.slice('openaichat/'.length), provider: 'openai' } : { model: name };

/** What the study recorded beside it. The cost that it paid is kept here; the product's own comes from its price book. */
function metadataOf(row: Readonly<Record<string, string>>): Record<string, unknown> {
  const { dataset, id, date, trail, temperature, max_tokens: maxTokens, cost, ref_answer: referenceAnswer } = row;
  const numbers = Object.entries({ trail, temperature, maxTokens, costUsd: cost }).filter(([, text]) => text !== undefined && text !== '');
  return {
    dataset,
    id,
    date,
    ...Object.fromEntries(numbers.map(([name, text]) => [name, Number(text)])),
    ...(referenceAnswer === '' ? {} : { referenceAnswer }),
  };
}

/**
 * Of a query that asks for "[Yes]" or "[No]", whether the first of the two in the answer is the right one: the study's
 * strict accuracy. No verdict on other queries: opinions and refusals are neither right nor wrong.
 */
function verdictOf({
  query = '',
  answer = '',
  ref_answer: reference = '',
}: Readonly<Record<string, string>>): Record<string, unknown> | null {
  if (!query.includes('"[Yes]"') || !query.includes('"[No]"') || !/^(yes|no)$/i.test(reference)) return null;
  const word = /\[(yes|no)\]/i.exec(answer)?.[1]?.toLowerCase();
  if (word === undefined) return { success: false, failureTags: ['no answer'] };
  return word === reference.toLowerCase() ? { success: true } : { success: false, failureTags: ['wrong answer'] };
}

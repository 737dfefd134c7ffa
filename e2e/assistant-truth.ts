import { ask } from './ask.ts';
import type { RawNumbers, RawTruth } from './raw-numbers.ts';

/** A text about the real files, with the value of the fact or cell that answers it; or the code or words of what can't be answered. */
export type RealCase =
  | { readonly text: string; readonly fact: string; readonly value: number | string }
  | { readonly text: string; readonly row: string | number; readonly column: string; readonly value: number | string }
  | { readonly text: string; readonly code: string }
  | { readonly text: string; readonly says: RegExp };

/** Texts whose answers the raw files give, by code that knows nothing of the product (raw-numbers.ts). */
export function realCases(truth: RawTruth): RealCase[] {
  const models = [...truth.byModel].filter(([, { messageCount }]) => messageCount > 0);
  const greatest = (by: (numbers: RawNumbers) => number | null): string =>
    models.toSorted(([, one], [, other]) => (by(other) ?? -Infinity) - (by(one) ?? -Infinity))[0]?.[0] ?? '';
  const tools = [...truth.tools].toSorted(([, one], [, other]) => other - one).slice(0, 6);
  return [
    { text: 'How many messages in total?', fact: 'messages', value: truth.messageCount },
    { text: 'How many conversations?', fact: 'conversations', value: truth.conversationCount },
    { text: 'total cost', fact: 'cost', value: truth.costUsd ?? 'no data' },
    { text: "What's the success rate?", fact: 'successRate', value: truth.successShare ?? 'no data' },
    { text: 'p95 latency', fact: 'latencyP95', value: truth.p95Ms ?? 'no data' },
    { text: 'median latency', fact: 'latencyP50', value: truth.p50Ms ?? 'no data' },
    ...models.flatMap(([model, { messageCount, costUsd, successShare, p95Ms }]): RealCase[] => [
      { text: `How many messages did ${model} answer?`, fact: 'messages', value: messageCount },
      { text: `cost of ${model}`, fact: 'cost', value: costUsd ?? 'no data' },
      { text: `success rate of ${model}`, fact: 'successRate', value: successShare ?? 'no data' },
      { text: `p95 latency of ${model}`, fact: 'latencyP95', value: p95Ms ?? 'no data' },
    ]),
    ...tools.map(([tool, count]): RealCase => ({ text: `How many times was ${tool} called?`, fact: 'callCount', value: count })),
    { text: 'Which model has the most messages?', row: 0, column: 'model', value: greatest(({ messageCount }) => messageCount) },
    { text: 'Which model has the highest cost?', row: 0, column: 'model', value: greatest(({ costUsd }) => costUsd) },
    { text: 'Which model has the best success rate?', row: 0, column: 'model', value: greatest(({ successShare }) => successShare) },
    ...models
      .slice(0, 3)
      .map(([model, { messageCount }]): RealCase => ({ text: 'messages by model', row: model, column: 'messages', value: messageCount })),
    { text: 'success rate of model gpt-4-0315', code: 'UNKNOWN_VALUE' },
    { text: 'cost of model gpt-6-turbo', code: 'UNKNOWN_VALUE' },
    { text: 'What was our revenue?', says: /no data of revenue/ },
    { text: 'How many users churned?', says: /no data of churn/ },
    { text: 'Why is the sky blue?', says: /causes are computed of a change/ },
    { text: 'How many unicorn messages were there?', says: /"unicorn" names no measure/ },
  ];
}

interface Plan {
  readonly canAnswer: boolean;
  readonly why: string;
  readonly tool: string | null;
  readonly arguments: object | null;
}
interface Result {
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly facts: readonly { readonly key: string; readonly value: unknown }[];
  readonly table: { readonly columns: readonly { readonly key: string }[]; readonly rows: readonly (readonly unknown[])[] } | null;
}

/** Why the server's answer to a text is wrong; null: it is right. */
export async function wrongAnswer(address: string, one: RealCase): Promise<string | null> {
  const { planAssistantQuestion: plan } = await ask<{ planAssistantQuestion: Plan }>(
    address,
    'query ($text: String!) { planAssistantQuestion(text: $text) { canAnswer why tool arguments } }',
    { text: one.text },
  );
  if (!plan.canAnswer) return 'says' in one && one.says.test(plan.why) ? null : `${one.text}: ${plan.why}`;
  if ('says' in one) return `${one.text}: was answered by ${plan.tool}`;
  const { runAssistantTool: result } = await ask<{ runAssistantTool: Result }>(
    address,
    'mutation ($name: String!, $arguments: JSON!) { runAssistantTool(name: $name, arguments: $arguments) }',
    { name: plan.tool, arguments: plan.arguments },
  );
  const wrong = (found: unknown): string => `${one.text}: ${JSON.stringify(found)} in place of ${JSON.stringify(one)}`;
  if ('code' in one) return result.error?.code === one.code ? null : wrong(result.error);
  if (result.error !== null) return wrong(result.error);
  const value = 'fact' in one ? (result.facts.find(({ key }) => key === one.fact)?.value ?? 'no data') : cellIn(result, one);
  if (typeof one.value !== 'number') return value === one.value ? null : wrong(value);
  return typeof value === 'number' && Math.abs(value - one.value) <= 1e-9 * Math.max(1, Math.abs(one.value)) ? null : wrong(value);
}

function cellIn({ table }: Result, { row, column }: { readonly row: string | number; readonly column: string }): unknown {
  const cells = typeof row === 'number' ? table?.rows[row] : table?.rows.find((one) => one.includes(row));
  return cells?.[table?.columns.findIndex(({ key }) => key === column) ?? -1];
}

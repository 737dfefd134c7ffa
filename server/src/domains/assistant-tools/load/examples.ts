import { dayMs } from '../../../platform/ingest/time.ts';
import { runInner } from '../../../platform/graphql/inner.ts';
import type { ToolContext } from '../types.ts';
import { understoodOf } from './plan.ts';

const most = 6;
const windowMs = 28 * dayMs;

const document = `query AssistantExamples($recent: AnalyticsFilter!) {
  analytics(filter: $recent) { byModel { model messageCount } }
  trainingJobs(first: 1) { edges { node { name } } }
  experiments { key }
}`;

interface There {
  readonly analytics?: { readonly byModel: readonly { readonly model: string | null; readonly messageCount: number }[] };
  readonly trainingJobs?: { readonly edges: readonly { readonly node: { readonly name: string } }[] };
  readonly experiments?: readonly { readonly key: string }[];
}

/** Texts about what the workspace has, in plain words, that the planner answers: each is planned before it is offered. */
export async function examplesFor(context: ToolContext, now: Date): Promise<string[]> {
  const recent = { from: new Date(now.getTime() - windowMs).toISOString(), to: now.toISOString() };
  const answer = await runInner(context, context.schema, { document, variables: { recent }, kind: 'query' });
  // A viewer who may not read one of them is offered what needs none.
  const texts = textsAbout((answer.ok ? answer.data : {}) as There);
  return (await understoodOf(context, texts, now)).slice(0, most);
}

function textsAbout({ analytics, trainingJobs, experiments = [] }: There): { readonly text: string; readonly tool: string }[] {
  const models = (analytics?.byModel ?? []).toSorted((one, other) => other.messageCount - one.messageCount);
  const named = models.find(({ model }) => model !== null)?.model ?? null;
  const job = trainingJobs?.edges[0]?.node.name ?? null;
  const [experiment] = experiments;
  const of = (tool: string, text: string | false): { text: string; tool: string }[] => (text === false ? [] : [{ text, tool }]);
  return [
    ...of('production_metrics', models.length > 0 && 'How many messages were there yesterday?'),
    ...of('production_metrics', models.length > 1 && 'Which model costs the most per message?'),
    ...of('production_metrics', named !== null && `p95 latency of ${named} in the last 7 days`),
    ...of('training_metrics', job !== null && `Show me the loss curve for job ${job}`),
    ...of('experiments', experiment !== undefined && `results of experiment ${experiment.key}`),
    ...of('evaluation_metrics', models.length > 0 && 'Compare last week with the week before'),
    ...of('system_monitor', 'Is the system healthy?'),
    ...of('find_values', 'Which models are there?'),
    ...of('calculator', 'What is 15% of 200?'),
    ...of('datetime', 'What time is it in Berlin?'),
  ];
}

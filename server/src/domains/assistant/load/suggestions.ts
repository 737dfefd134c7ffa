import { dayMs } from '../../../platform/ingest/time.ts';
import { runInner } from '../../../platform/graphql/inner.ts';
import type { ToolContext } from '../../assistant-tools/types.ts';

/** Something to ask, since something has just changed. */
export interface Suggestion {
  readonly text: string;
  /** What has changed. */
  readonly why: string;
  readonly changedAt: Date | null;
}

const most = 6;

interface Changes {
  readonly trainingJobs?: {
    readonly edges: readonly { readonly node: { name: string; status: string; startedAt: string | null; endedAt: string | null } }[];
  };
  readonly experiments?: readonly {
    readonly name: string;
    readonly key: string;
    readonly state: string;
    readonly startedAt: string | null;
    readonly stoppedAt: string | null;
  }[];
  readonly analytics?: {
    readonly byModel: readonly { readonly model: string | null; readonly messageCount: number }[];
    readonly overview: { readonly messageCount: number; readonly errorShare: number | null; readonly costUsd: number | null };
  };
}

const document = `query AssistantSuggestions($now: AnalyticsFilter!) {
  trainingJobs(first: 5) { edges { node { name status startedAt endedAt } } }
  experiments { name key state startedAt stoppedAt }
  analytics(filter: $now) { overview { messageCount errorShare costUsd } byModel { model messageCount } }
}`;

/** What may be asked now, latest change first: jobs that ended or run, experiments that began or stopped, errors of the last day. */
export async function suggestionsFor(context: ToolContext, now: Date): Promise<Suggestion[]> {
  const day = { from: new Date(now.getTime() - dayMs).toISOString(), to: now.toISOString() };
  const answer = await runInner(context, context.schema, { document, variables: { now: day }, kind: 'query' });
  // A viewer who may not read one of them is shown what needs nothing.
  const { trainingJobs, experiments = [], analytics } = (answer.ok ? answer.data : {}) as Changes;
  const found: Suggestion[] = [];
  for (const { node: job } of trainingJobs?.edges ?? []) {
    const at = dateOf(job.endedAt ?? job.startedAt);
    if (job.status === 'FAILED')
      found.push({ text: `Why did the training job "${job.name}" fail?`, why: 'The job failed.', changedAt: at });
    else if (job.status === 'RUNNING')
      found.push({ text: `How is the training job "${job.name}" doing?`, why: 'The job is running.', changedAt: at });
    else if (job.status === 'COMPLETED')
      found.push({ text: `Show me the loss curve of "${job.name}"`, why: 'The job is complete.', changedAt: at });
  }
  for (const { name, state, startedAt, stoppedAt } of experiments.slice(0, 20)) {
    if (state === 'RUNNING')
      found.push({
        text: `Which variant of "${name}" is ahead, and is it certain?`,
        why: 'The experiment is running.',
        changedAt: dateOf(startedAt),
      });
    else if (state === 'STOPPED' && stoppedAt !== null)
      found.push({ text: `What was the result of "${name}"?`, why: 'The experiment was stopped.', changedAt: dateOf(stoppedAt) });
  }
  const { overview, byModel = [] } = analytics ?? {};
  if ((overview?.errorShare ?? 0) > 0)
    found.push({
      text: 'Which errors came up in the last 24 hours, and with which models?',
      why: 'Messages of the last 24 hours have errors.',
      changedAt: now,
    });
  if (byModel.length > 1)
    found.push({
      text: 'Compare all models of this week by cost, latency and success',
      why: 'Several models answered in the last 24 hours.',
      changedAt: now,
    });
  if ((overview?.messageCount ?? 0) > 0)
    found.push({ text: 'What changed since yesterday?', why: 'Messages came in today.', changedAt: now });
  const general: Suggestion = { text: 'What can you answer?', why: 'Nothing has changed of late.', changedAt: null };
  const latest = found.toSorted((one, other) => (other.changedAt?.getTime() ?? 0) - (one.changedAt?.getTime() ?? 0)).slice(0, most);
  return latest.length === 0 ? [general] : latest;
}

const dateOf = (at: string | null | undefined): Date | null => (at === null || at === undefined ? null : new Date(at));

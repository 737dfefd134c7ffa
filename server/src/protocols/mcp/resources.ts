import { runTool } from '../../domains/assistant-tools/commands.ts';
import { textForModel } from '../../domains/assistant-tools/pure/text-for-model.ts';
import type { ToolContext } from '../../domains/assistant-tools/types.ts';

const maxTokens = 8_000;
const mimeType = 'text/plain';

/** What can be read as a whole. */
export const resources = [
  { uri: 'ftl://training-jobs', name: 'training-jobs', title: 'Training jobs', description: 'Training jobs, newest first.', mimeType },
  { uri: 'ftl://experiments', name: 'experiments', title: 'Experiments', description: 'Experiments and flags with their state.', mimeType },
  { uri: 'ftl://boards', name: 'boards', title: 'Boards', description: 'Boards with their panels and addresses.', mimeType },
  { uri: 'ftl://prompts', name: 'prompts', title: 'Prompts', description: 'Prompts of the registry with labels and use.', mimeType },
] as const;

/** What can be read by its id. */
export const resourceTemplates = [
  { uriTemplate: 'ftl://traces/{traceId}', name: 'trace', title: 'Trace', description: 'One trace with its first spans.', mimeType },
  {
    uriTemplate: 'ftl://training-jobs/{job}',
    name: 'training-job',
    title: 'Training job',
    description: 'One training job by id, external id or name.',
    mimeType,
  },
  { uriTemplate: 'ftl://experiments/{key}', name: 'experiment', title: 'Experiment', description: 'Results of one experiment.', mimeType },
  { uriTemplate: 'ftl://sessions/{session}', name: 'session', title: 'Session', description: 'Numbers of one session.', mimeType },
] as const;

type Call = readonly [tool: string, args: Readonly<Record<string, unknown>>];

const whole: Readonly<Record<string, Call>> = {
  'training-jobs': ['training_metrics', { operation: 'list_jobs' }],
  experiments: ['experiments', { operation: 'list' }],
  boards: ['boards', {}],
  prompts: ['prompts', { operation: 'list' }],
};
const byId: Readonly<Record<string, (id: string) => Call>> = {
  traces: (traceId) => ['traces', { operation: 'get', traceId }],
  'training-jobs': (jobId) => ['training_metrics', { operation: 'get_job_details', jobId }],
  experiments: (experiment) => ['experiments', { operation: 'results', experiment }],
  sessions: (session) => ['get_session_metrics', { sessionIds: [session] }],
};

function callOf(uri: string): Call | null {
  const [, kind = '', id] = /^ftl:\/\/([a-z-]+)(?:\/(.+))?$/.exec(uri) ?? [];
  if (id === undefined) return Object.hasOwn(whole, kind) ? (whole[kind] as Call) : null;
  if (!Object.hasOwn(byId, kind)) return null;
  try {
    return (byId[kind] as (id: string) => Call)(decodeURIComponent(id));
  } catch {
    return null;
  }
}

/** The text of a resource; null: there is none at this address. */
export async function readResource(context: ToolContext, uri: string): Promise<string | null> {
  const call = callOf(uri);
  if (call === null) return null;
  const result = await runTool(context, ...call);
  return result.error === null ? textForModel(result, maxTokens) : null;
}

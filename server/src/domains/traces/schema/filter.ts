import { builder } from '../../../platform/graphql/builder.ts';
import { maxListLength } from '../../../platform/graphql/limits/limits.ts';
import type { TraceFilter } from '../queries/filter.ts';

export const TraceFilterRef = builder.inputRef<TraceFilter>('TraceFilter').implement({
  description: `Traces to include: those that satisfy every field given, by having any one of the values in its list, ${maxListLength} at most. A field that is absent, null or an empty list does not restrict. In lists of names, "" stands for traces that name none.`,
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'First instant at which a trace may begin; absent: since the beginning.' }),
    to: t.field({ type: 'DateTime', description: 'Instant before which a trace has to begin; absent: without end.' }),
    names: t.stringList({ description: 'Names of the traces.' }),
    services: t.stringList({ description: 'Services that sent spans.' }),
    environments: t.stringList({ description: 'Environments of the traces.' }),
    models: t.stringList({ description: 'Models that the spans called.' }),
    providers: t.stringList({ description: 'Providers of the models that the spans called.' }),
    tools: t.stringList({ description: 'Tools that ran in the trace.' }),
    sessions: t.stringList({ description: 'Sessions of the traces.' }),
    users: t.stringList({ description: 'Users, by the ids that the application gave.' }),
    tags: t.stringList({ description: 'Tags of the traces.' }),
    errorTypes: t.stringList({ description: 'Kinds of errors of the spans.' }),
    hasError: t.boolean({ description: 'true: only traces in which a span failed; false: only traces in which none did.' }),
    isRunning: t.boolean({ description: 'true: only traces that still run; false: only traces that have ended.' }),
    minDurationMs: t.float({ description: 'Shortest duration in milliseconds.' }),
    maxDurationMs: t.float({ description: 'Longest duration in milliseconds.' }),
    minCostUsd: t.float({ description: 'Lowest cost in US dollars; leaves out traces without a known cost.' }),
    maxCostUsd: t.float({ description: 'Highest cost in US dollars; leaves out traces without a known cost.' }),
    minTokens: t.int({ description: 'Lowest number of input and output tokens together.' }),
    cohort: t.id({ description: 'Global id of a cohort: traces of the users who are in it now.' }),
    ratings: t.intList({ description: 'Ratings, 1 to 5, of the trace, of a span or of a message.' }),
    promptNames: t.stringList({ description: 'Prompts of the registry that an answer of the trace was asked with.' }),
    promptVersions: t.stringList({
      description: 'Versions of prompts that an answer of the trace was asked with, such as "3"; with `promptNames`, versions of these.',
    }),
    success: t.boolean({
      description: 'Verdict on the trace, a span or a message; true: at least one of success; false: at least one of failure.',
    }),
  }),
});

import { builder } from '../../../platform/graphql/builder.ts';
import { maxListLength } from '../../../platform/graphql/limits/limits.ts';
import type { TraceFilter } from '../queries/filter.ts';

export const TraceFilterRef = builder.inputRef<TraceFilter>('TraceFilter').implement({
  description:
    `Which traces to look at: those that satisfy every field given, by having any one of the values in its list, ${maxListLength} at most. What is absent, null or an empty list does not restrict. In lists of names, "" stands for traces that name none.`,
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'Those that began at this instant or later; absent: since the beginning.' }),
    to: t.field({ type: 'DateTime', description: 'Those that began before this instant; absent: without end.' }),
    names: t.stringList({ description: 'Names of traces.' }),
    services: t.stringList({ description: 'Services that a span of it names.' }),
    environments: t.stringList({ description: 'Environments.' }),
    models: t.stringList({ description: 'Models that it called.' }),
    providers: t.stringList({ description: 'Providers of the models that it called.' }),
    tools: t.stringList({ description: 'Tools that ran in it.' }),
    sessions: t.stringList({ description: 'Sessions.' }),
    users: t.stringList({ description: 'Users, by the ids they were sent with.' }),
    tags: t.stringList({ description: 'Tags.' }),
    errorTypes: t.stringList({ description: 'What spans of it failed with.' }),
    hasError: t.boolean({ description: 'true: only traces in which a span failed; false: only those in which none did.' }),
    isRunning: t.boolean({ description: 'true: only traces that still run; false: only those that have ended.' }),
    minDurationMs: t.float({ description: 'Those that took this long or longer, in milliseconds.' }),
    maxDurationMs: t.float({ description: 'Those that took this long or less, in milliseconds.' }),
    minCostUsd: t.float({ description: 'Those that cost this or more, in US dollars; without a known cost, none.' }),
    maxCostUsd: t.float({ description: 'Those that cost this or less, in US dollars; without a known cost, none.' }),
    minTokens: t.int({ description: 'Those with this many tokens or more, in and out.' }),
    ratings: t.intList({ description: 'Those of which the trace, a span or a message has a rating of these, 1 to 5.' }),
    success: t.boolean({ description: 'true: those of which the trace, a span or a message has a verdict of success; false: one of failure.' }),
  }),
});

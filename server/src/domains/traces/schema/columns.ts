import { GraphQLError, GraphQLScalarType } from 'graphql';
import { builder } from '../../../platform/graphql/builder.ts';
import { maxTreeSpans } from '../tree/build.ts';

const description = `A whole tree in one JSON object of columns. Arrays are in depth-first order, siblings by start; places are indexes into them. At most ${maxTreeSpans} spans; beyond, the earliest are given and isCut is true.

{ spanCount, isCut, startedAtMs, ids: string[], parents: number[] (place; -1: a root), isOrphan: number[] (places of those that name a parent that has not come), lostParentIds: string[] (of each of these the id of that parent: those with one id stand under one span that was not sent), isInEnvelope (whether the root only stands for the trace of Langfuse that holds the one span under it), shifts: number[] (milliseconds to be added to a start, as the clock of the service disagrees with its caller's; 0: it agrees), names, kinds, services, models ('' = none), errors ('' = no error; else its type, or "error"): each { values: string[], of: number[] (index into values) }, starts: number[] (milliseconds after startedAtMs, to the microsecond), durations: (number | null)[] (milliseconds; null: not ended), costsUsd: (number | null)[] (null: no price is known), inputTokens: number[], outputTokens: number[], subtreeCostsUsd: (number | null)[], subtreeTokens: number[] (both with the span itself), critical: number[] (places of those that the end of the trace waited for) }`;

/** Not walked item by item: what the resolver gives is written out as it is. */
const spanColumns = new GraphQLScalarType<never, unknown>({
  name: 'SpanColumns',
  description,
  coerceOutputValue: (value) => value,
  coerceInputValue: () => {
    throw new GraphQLError('SpanColumns is no input.');
  },
});

builder.addScalarType('SpanColumns', spanColumns);

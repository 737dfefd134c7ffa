import { getOperationAST, Kind, parse, type FragmentDefinitionNode } from 'graphql';
import { expect, test } from 'vitest';
import { numberParts } from '../queries/numbers.ts';
import { partsOf } from './unasked.ts';

function read(text: string, variableValues: Record<string, unknown>) {
  const document = parse(text);
  const operation = getOperationAST(document) as NonNullable<ReturnType<typeof getOperationAST>>;
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return partsOf({
    operation,
    variableValues: { sources: {}, coerced: variableValues },
    fragments: Object.fromEntries(fragments.map((node: FragmentDefinitionNode) => [node.name.value, node])),
  });
}

/** The parts that are counted for an operation. */
function asked(text: string, variableValues: Record<string, unknown> = {}): string[] {
  const without: ReadonlySet<string> = read(text, variableValues).without;
  return Object.keys(numberParts).filter((part) => !without.has(part));
}

test.each([
  ['{ analytics(filter: {}) { overview { messageCount } } }', []],
  ['{ analytics(filter: {}) { byModel { series { latencyMs { p50Ms } } } } }', ['latencies']],
  [
    '{ analytics(filter: {}) { overview { renamed: conversationCount ... on OverviewNumbers { userCount } } } }',
    ['conversations', 'users'],
  ],
  [
    '{ analytics(filter: {}) { ...A } } fragment A on Analytics { overview { ...B } } fragment B on Overview { timeToFirstTokenMs { p50Ms } userCount }',
    ['users', 'timesToFirstToken'],
  ],
  ['{ analytics(filter: {}) { overview { costPerSuccessUsd } } }', ['cost', 'verdicts']],
  ['{ analytics(filter: {}) { comparison { metrics { verdict } } } }', ['errors', 'ratings', 'verdicts']],
])('%s', (text, expected) => expect(asked(text)).toEqual(expected));

test('what a variable leaves out is not asked, also where two fragments hold it', () => {
  const text = `query ($with: Boolean!, $without: Boolean!) {
    analytics(filter: {}) { ...A @include(if: $with) overview @skip(if: $without) { userCount } }
  } fragment A on Analytics { overview { ...B } } fragment B on Overview { conversationCount }`;
  expect(asked(text, { with: false, without: true })).toEqual([]);
  expect(asked(text, { with: true, without: false })).toEqual(['conversations', 'users']);
});

test.each([
  ['{ analytics(filter: {}) { overview { messageCount } errors { count } } }', false],
  ['{ analytics(filter: {}) { errors { previousCount } } }', true],
  ['{ analytics(filter: {}) { previousSeries { startedAt } } }', true],
  ['{ analytics(filter: {}) { retentionComparison { verdict } } }', true],
  ['query ($none: Boolean!) { analytics(filter: {}) { before: previous @skip(if: $none) { messageCount } } }', false],
])('%s is compared: %s', (text, isCompared) => expect(read(text, { none: true }).isCompared).toBe(isCompared));

test.each([
  ['{ analytics(filter: {}) { byModel { messageCount } series { startedAt } } }', []],
  [
    '{ analytics(filter: {}) { rows: byModel { ...A } } } fragment A on ModelOverview { buckets: series { startedAt } }',
    ['byModel.series'],
  ],
  [
    '{ analytics(filter: {}) { ...A } } fragment A on Analytics { byProvider { ... on ProviderOverview { previousSeries { startedAt } } } }',
    ['byProvider.previousSeries'],
  ],
  ['query ($none: Boolean!) { analytics(filter: {}) { byModel { series @skip(if: $none) { startedAt } } } }', []],
])('%s names series of groups: %j', (text, series) => expect([...read(text, { none: true }).series]).toEqual(series));

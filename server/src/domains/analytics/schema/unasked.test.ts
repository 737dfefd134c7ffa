import { getOperationAST, Kind, parse, type FragmentDefinitionNode } from 'graphql';
import { expect, test } from 'vitest';
import { numberParts } from '../queries/numbers.ts';
import { unaskedNumbers } from './unasked.ts';

/** The parts that are counted for an operation. */
function asked(text: string, variableValues: Record<string, unknown> = {}): string[] {
  const document = parse(text);
  const operation = getOperationAST(document) as NonNullable<ReturnType<typeof getOperationAST>>;
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const unasked: ReadonlySet<string> = unaskedNumbers({
    operation,
    variableValues: { sources: {}, coerced: variableValues },
    fragments: Object.fromEntries(fragments.map((node: FragmentDefinitionNode) => [node.name.value, node])),
  });
  return Object.keys(numberParts).filter((part) => !unasked.has(part));
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

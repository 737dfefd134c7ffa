import { getOperationAST, Kind, parse, type FragmentDefinitionNode } from 'graphql';
import { expect, test } from 'vitest';
import { unaskedNumbers } from './unasked.ts';

function unasked(text: string, variableValues: Record<string, unknown> = {}): string[] {
  const document = parse(text);
  const operation = getOperationAST(document) as NonNullable<ReturnType<typeof getOperationAST>>;
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  return [
    ...unaskedNumbers({
      operation,
      variableValues: { sources: {}, coerced: variableValues },
      fragments: Object.fromEntries(fragments.map((node: FragmentDefinitionNode) => [node.name.value, node])),
    }),
  ];
}

test.each([
  ['{ analytics(filter: {}) { overview { messageCount } } }', ['conversations', 'users', 'latencies', 'timesToFirstToken']],
  ['{ analytics(filter: {}) { byModel { series { latencyMs { p50Ms } } } } }', ['conversations', 'users', 'timesToFirstToken']],
  [
    '{ analytics(filter: {}) { overview { renamed: conversationCount ... on OverviewNumbers { userCount } } } }',
    ['latencies', 'timesToFirstToken'],
  ],
  [
    '{ analytics(filter: {}) { ...A } } fragment A on Analytics { overview { ...B } } fragment B on Overview { timeToFirstTokenMs { p50Ms } userCount }',
    ['conversations', 'latencies'],
  ],
])('%s', (text, expected) => expect(unasked(text)).toEqual(expected));

test('what a variable leaves out is not asked, also where two fragments hold it', () => {
  const text = `query ($with: Boolean!, $without: Boolean!) {
    analytics(filter: {}) { ...A @include(if: $with) overview @skip(if: $without) { userCount } }
  } fragment A on Analytics { overview { ...B } } fragment B on Overview { conversationCount }`;
  expect(unasked(text, { with: false, without: true })).toEqual(['conversations', 'users', 'latencies', 'timesToFirstToken']);
  expect(unasked(text, { with: true, without: false })).toEqual(['latencies', 'timesToFirstToken']);
});

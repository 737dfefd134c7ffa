import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, validate, visit, type DocumentNode, type FragmentDefinitionNode } from 'graphql';
import { expect, test } from 'vitest';
import { assertAffordable } from '../src/platform/graphql/limits/cost.ts';
import { maxCost, maxPageSize } from '../src/platform/graphql/limits/limits.ts';
import { shapeViolation } from '../src/platform/graphql/limits/shape.ts';
import { schema } from '../src/schema.ts';

const client = join(import.meta.dirname, '../../client/src');
const definitions = globSync('**/*.graphql', { cwd: client }).flatMap(
  (file) => parse(readFileSync(join(client, file), 'utf8')).definitions,
);
const fragments = new Map(
  definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION).map((fragment) => [fragment.name.value, fragment]),
);
const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);

/** The operation with every fragment it spreads, as the dashboard sends it. */
function documentOf(operation: (typeof operations)[number]): DocumentNode {
  const used = new Map<string, FragmentDefinitionNode>();
  const collect = (node: (typeof operations)[number] | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread({ name: { value: name } }) {
        const fragment = fragments.get(name);
        if (fragment === undefined || used.has(name)) return;
        used.set(name, fragment);
        collect(fragment);
      },
    });
  };
  collect(operation);
  return { kind: Kind.DOCUMENT, definitions: [operation, ...used.values()] };
}

test('the dashboard asks something', () => expect(operations.length).toBeGreaterThan(5));

test.each(operations.map((operation) => ({ name: operation.name?.value ?? '', document: documentOf(operation) })))(
  'the dashboard’s $name fits the schema and stays within the limits, with the largest pages',
  ({ name, document }) => {
    expect(validate(schema, document)).toEqual([]);
    expect(shapeViolation(document)).toBeNull();
    expect(
      assertAffordable(schema, document, name, { first: maxPageSize, last: maxPageSize, count: maxPageSize }).cost,
    ).toBeLessThanOrEqual(maxCost);
  },
);

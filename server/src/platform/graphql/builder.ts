import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import DataloaderPlugin from '@pothos/plugin-dataloader';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import type PrismaTypes from '../store/prisma/pothos-types.ts';
import { getDatamodel } from '../store/prisma/pothos-types.ts';
import type { Context, Role } from './context.ts';
import { isAtLeast } from './context.ts';
import { codedError } from './errors.ts';
import { decodeNodeId } from './node-ids.ts';
import { bigInt, dateTime, json } from './scalars.ts';
import { defaultPageSize, maxPageSize } from './limits/limits.ts';

export interface SchemaTypes {
  PrismaTypes: PrismaTypes;
  Context: Context;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
  AuthScopes: { atLeast: Role };
  Scalars: {
    ID: { Input: string; Output: string | number | bigint };
    DateTime: { Input: Date; Output: Date };
    JSON: { Input: unknown; Output: unknown };
    BigInt: { Input: bigint; Output: bigint | number };
    SpanColumns: { Input: never; Output: object };
  };
}

/**
 * The one schema builder. Every root field carries `authScopes` (server/tests/schema.test.ts checks it); fields are non-null unless they
 * say `nullable: true`, and then their description says what null means. A `prismaNode` scopes `findUnique` to the viewer's
 * workspace: `findUnique: (id, { viewer }) => ({ id, workspaceId: viewer.workspaceId })`.
 * It is `nullable`: an id that leads to nothing is answered with null (server/tests/schema.fuzz.test.ts).
 */
export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: [ScopeAuthPlugin, RelayPlugin, PrismaPlugin, DataloaderPlugin, ComplexityPlugin],
  defaultFieldNullability: false,
  prisma: {
    client: ({ stores }) => stores.prisma,
    dmmf: getDatamodel(),
    maxConnectionSize: maxPageSize,
    defaultConnectionSize: defaultPageSize,
  },
  relay: {
    clientMutationId: 'omit',
    cursorType: 'String',
    decodeGlobalID: decodeNodeId,
    idFieldOptions: { description: 'Opaque; good for `node(id:)` and for arguments of this type.' },
    nodesQueryOptions: false,
    nodeTypeOptions: { description: 'Anything that can be fetched again by its id.' },
    nodeQueryOptions: {
      authScopes: { atLeast: 'VIEWER' },
      description: 'The thing with this id; null when it does not exist in the workspace.',
      args: { id: { description: 'The id, as some other answer gave it.' } },
    },
    pageInfoTypeOptions: { description: 'Where a page stands in its list.' },
    hasNextPageFieldOptions: { description: 'Whether more come after this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether there are some before this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first item; null on an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last item, for `after`; null on an empty page.' },
    cursorFieldOptions: { description: 'Where the item stands in the list, for `after` and `before`.' },
    nodeFieldOptions: { description: 'The item.', nullable: false },
    edgesFieldOptions: { description: 'The items of this page, in order.', nullable: { list: false, items: false } },
    pageInfoFieldOptions: { description: 'Where this page stands in the list.' },
    firstArgOptions: { description: `How many items, 1 to ${maxPageSize}; ${defaultPageSize} when absent.` },
    afterArgOptions: { description: 'Only those after this cursor.' },
    lastArgOptions: { description: `How many items, 1 to ${maxPageSize}, counted from the end.` },
    beforeArgOptions: { description: 'Only those before this cursor.' },
  },
  scopeAuth: {
    authorizeOnSubscribe: true,
    authScopes: ({ viewer }) => ({ atLeast: (least) => isAtLeast(viewer.role, least) }),
    unauthorizedError: (_parent, { viewer }, info) =>
      codedError('FORBIDDEN', `A viewer with the role ${viewer.role} may not use ${info.parentType.name}.${info.fieldName}.`),
  },
  // The plugin carries what each field costs; limits/cost.ts adds it up before execution.
  complexity: { disabled: true },
});

builder.queryType({ description: 'Everything that can be asked.' });
builder.mutationType({ description: 'Everything that can be changed.' });
builder.subscriptionType({ description: 'Everything that can be watched, over graphql-transport-ws.' });

builder.addScalarType('DateTime', dateTime);
builder.addScalarType('JSON', json);
builder.addScalarType('BigInt', bigInt);

import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import DataloaderPlugin from '@pothos/plugin-dataloader';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin, { AuthScopeFailureType, type AuthFailure } from '@pothos/plugin-scope-auth';
import type { GraphQLError, GraphQLResolveInfo } from 'graphql';
import type PrismaTypes from '../store/prisma/pothos-types.ts';
import { getDatamodel } from '../store/prisma/pothos-types.ts';
import './acting-plugin.ts';
import { actorOf } from './actor.ts';
import { isPermitted, type Permission } from '../permissions.ts';
import type { Context } from './context.ts';
import { forbiddenField } from './errors.ts';
import { noteRefusal } from './refused.ts';
import { decodeNodeId } from './node-ids.ts';
import { bigInt, dateTime, json } from './scalars.ts';
import { defaultPageSize, maxPageSize } from './limits/limits.ts';

export interface SchemaTypes {
  PrismaTypes: PrismaTypes;
  Context: Context;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: false };
  DefaultNodeNullability: false;
  AuthScopes: { may: Permission };
  Scalars: {
    ID: { Input: string; Output: string | number | bigint };
    DateTime: { Input: Date; Output: Date };
    JSON: { Input: unknown; Output: unknown };
    BigInt: { Input: bigint; Output: bigint | number };
    SpanColumns: { Input: never; Output: object };
    Step: { Input: number; Output: number | bigint };
    MetricValue: { Input: number; Output: number };
    TrainingColumns: { Input: never; Output: object };
  };
}

/**
 * The one schema builder. Every root field carries `authScopes` (server/tests/schema.test.ts checks it); fields are non-null unless they
 * say `nullable: true`, and then their description says what null means. A `prismaNode` scopes `findUnique` to the viewer's
 * workspace: `findUnique: (id, { viewer }) => ({ id, workspaceId: viewer.workspaceId })`.
 * It is `nullable`: the answer to an unknown id is null (server/tests/schema.fuzz.test.ts).
 */
export const builder = new SchemaBuilder<SchemaTypes>({
  plugins: ['acting', ScopeAuthPlugin, RelayPlugin, PrismaPlugin, DataloaderPlugin, ComplexityPlugin],
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
    idFieldOptions: { description: 'Global id: opaque, for `node(id:)` and for arguments named `id`.' },
    nodesQueryOptions: false,
    nodeTypeOptions: { description: 'A thing with a global id, which `node(id:)` returns again.' },
    nodeQueryOptions: {
      authScopes: { may: 'READ' },
      description: 'The thing with this id; null: it does not exist in the workspace.',
      args: { id: { description: 'Global id, from any earlier result.' } },
    },
    pageInfoTypeOptions: { description: 'Place of a page in its list.' },
    hasNextPageFieldOptions: { description: 'Whether there are items after this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether there are items before this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first item, for `before`; null on an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last item, for `after`; null on an empty page.' },
    cursorFieldOptions: { description: 'Place of the item in the list, for `after` and `before`.' },
    nodeFieldOptions: { description: 'Item of the list.', nullable: false },
    edgesFieldOptions: { description: 'Items of this page, in order.', nullable: { list: false, items: false } },
    pageInfoFieldOptions: { description: 'Place of this page in the list.' },
    firstArgOptions: { description: `Number of items, 1 to ${maxPageSize}; absent: ${defaultPageSize}.` },
    afterArgOptions: { description: 'Only items after this cursor.' },
    lastArgOptions: { description: `Number of items, 1 to ${maxPageSize}, counted from the end.` },
    beforeArgOptions: { description: 'Only items before this cursor.' },
  },
  scopeAuth: {
    authorizeOnSubscribe: true,
    authScopes: ({ viewer }) => ({ may: (permission) => isPermitted(viewer, permission) }),
    unauthorizedError: (_parent, context, info, { failure }) => refusedField(context, info, permissionIn(failure)),
  },
  // The plugin carries what each field costs; limits/cost.ts adds it up before execution.
  complexity: { disabled: true },
});

/** What a viewer lacks a permission for. Attempts to change something are noted for the audit trail. */
function refusedField(
  { stores, viewer, caller }: Context,
  { parentType, fieldName }: GraphQLResolveInfo,
  permission: Permission,
): GraphQLError {
  const error = forbiddenField(viewer, permission);
  if (parentType.name === 'Mutation')
    noteRefusal(stores, {
      workspaceId: viewer.workspaceId,
      actor: actorOf(viewer, caller, fieldName),
      permission,
      reason: error.message,
    });
  return error;
}

/** The permission that a viewer lacks. */
function permissionIn(failure: AuthFailure): Permission {
  if (failure.kind === AuthScopeFailureType.AuthScope) return failure.parameter as Permission;
  if ('failures' in failure) for (const one of failure.failures) return permissionIn(one);
  throw new Error('A field has another rule than a permission.');
}

builder.queryType({ description: 'Operations that read data.' });
builder.mutationType({ description: 'Operations that change data.' });
builder.subscriptionType({ description: 'Operations that follow changes, over graphql-transport-ws.' });

builder.addScalarType('DateTime', dateTime);
builder.addScalarType('JSON', json);
builder.addScalarType('BigInt', bigInt);

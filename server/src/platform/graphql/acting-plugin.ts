import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import type { Permission } from '../permissions.ts';
import { acting, actorOf } from './actor.ts';
import type { Context } from './context.ts';
import { DomainError } from './errors.ts';
import { noteRefusal } from './refused.ts';

const name = 'acting';

declare global {
  // oxlint-disable-next-line typescript/no-namespace
  export namespace PothosSchemaTypes {
    // oxlint-disable-next-line typescript/no-unused-vars
    export interface Plugins<Types extends SchemaTypes> {
      acting: ActingPlugin<Types>;
    }
  }
}

/** What programs send by the thousand is no change of state by whom the trail would ask for. */
const unrecorded: readonly Permission[] = ['INGEST', 'RUN_JOBS'];

/** Each mutation runs as its viewer: one operation may have several, and each is an act of its own. */
class ActingPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types['Context'], object>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    if (field.kind !== 'Mutation') return resolver;
    const { may } = ((field.pothosOptions as { authScopes?: { may?: Permission } }).authScopes ?? {}) as { may?: Permission };
    if (may !== undefined && unrecorded.includes(may)) return resolver;
    return async (parent, args, context, info) => {
      try {
        return await acting(context as Context, field.name, () => resolver(parent, args, context, info));
      } catch (error) {
        if (error instanceof DomainError && error.isBeyondRights) noteBeyondRights(context as Context, field.name, error);
        throw error;
      }
    };
  }
}

/** What a viewer attempted whose role has the permission of the mutation, and not the right to just this. */
function noteBeyondRights({ stores, viewer, caller }: Context, action: string, { message, attemptedIn, attemptedOn }: DomainError): void {
  const workspaceId = attemptedIn ?? (viewer.role === null ? null : viewer.workspaceId);
  noteRefusal(stores, {
    workspaceId,
    actor: actorOf(viewer, caller, action),
    permission: null,
    reason: message,
    ...(attemptedOn && { target: attemptedOn }),
  });
}

SchemaBuilder.registerPlugin(name, ActingPlugin as never);

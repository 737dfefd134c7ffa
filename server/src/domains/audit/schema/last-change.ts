import { builder } from '../../../platform/graphql/builder.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import { lastChangeOf } from '../loaders.ts';
import type { Entry } from '../types.ts';
import { AuditActorRef, AuditChangeEnum } from './entry.ts';

const LastChangeRef = builder.objectRef<Entry>('LastChange').implement({
  description: 'The last change of a thing by a person or an API key.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'Time of the change.' }),
    actor: t.field({ type: AuditActorRef, description: 'Party that changed the thing.', resolve: (entry) => entry }),
    action: t.exposeString('action', { description: 'Name of the mutation, or of the act of a protocol.' }),
    change: t.expose('change', {
      type: AuditChangeEnum,
      nullable: true,
      description: 'What became of the thing; null: an act that changes no field of it.',
    }),
  }),
});

/**
 * The field `lastChange` of a type whose table is audited. `type`: its name in the declaration (`audited` of the domain); `thing`: what the
 * description calls it.
 */
export const lastChangeField = <Parent>(type: string, thing: string, idOf: (parent: Parent, context: Context) => string) =>
  ({
    type: LastChangeRef,
    nullable: true,
    description: `Last change of the ${thing}; null: none by a person or a key since the audit trail began.`,
    resolve: (parent: Parent, _args: object, context: Context): Promise<Entry | null> =>
      lastChangeOf(context).load({ type, id: idOf(parent, context) }),
  }) as const;

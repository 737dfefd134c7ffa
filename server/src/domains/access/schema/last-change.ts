import { builder } from '../../../platform/graphql/builder.ts';
import { lastChangeField } from '../../audit/schema/last-change.ts';
import { MemberRef } from './members.ts';

builder.prismaObjectField('ApiKey', 'lastChange', (t) => t.field(lastChangeField('ApiKey', 'key', ({ id }) => id)));
builder.prismaObjectField('Workspace', 'lastChange', (t) => t.field(lastChangeField('Workspace', 'workspace', ({ id }) => id)));
builder.objectField(MemberRef, 'lastChange', (t) => t.field(lastChangeField('Member', 'membership', ({ id }) => id)));

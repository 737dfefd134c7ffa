import { builder } from '../../../platform/graphql/builder.ts';
import { lastChangeField } from '../../audit/schema/last-change.ts';

builder.prismaObjectField('ApiKey', 'lastChange', (t) => t.field(lastChangeField('ApiKey', 'key', ({ id }) => id)));

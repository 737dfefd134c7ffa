import type { GraphQLSchema } from 'graphql';
import { builder } from './graphql/builder.ts';
import './access/schema.ts';
import './analytics/schema.ts';
import './evaluations/schema.ts';
import './facts/schema.ts';
import './jobs/schema.ts';
import './messages/schema.ts';
import './models/schema.ts';
import './policies/schema.ts';
import './prices/schema.ts';
import './traces/schema.ts';
import './views/schema.ts';

/** The whole GraphQL schema: every domain's `schema.ts` adds its part to the builder when it is imported above. */
export const schema: GraphQLSchema = builder.toSchema();

import type { GraphQLSchema } from 'graphql';
import { builder } from './platform/graphql/builder.ts';
import './domains.ts';
import './domains/access/schema.ts';
import './domains/access/schema/last-change.ts';
import './domains/analytics/schema.ts';
import './domains/artifacts/schema.ts';
import './domains/audit/schema.ts';
import './domains/deletions/schema.ts';
import './domains/evaluations/schema.ts';
import './domains/facts/schema.ts';
import './domains/health/schema.ts';
import './platform/jobs/schema.ts';
import './domains/messages/schema.ts';
import './domains/models/schema.ts';
import './domains/people/schema.ts';
import './domains/policies/schema.ts';
import './domains/predictions/schema.ts';
import './domains/prices/schema.ts';
import './domains/runners/schema.ts';
import './domains/steering/schema.ts';
import './domains/traces/schema.ts';
import './domains/training/schema.ts';
import './domains/versions/schema.ts';
import './domains/imports/schema.ts';
import './domains/views/schema.ts';

/** The whole GraphQL schema: every domain's `schema.ts` adds its part to the builder when it is imported above. */
export const schema: GraphQLSchema = builder.toSchema();

/**
 * Types and documents of the dashboard, from the printed schema and the `.graphql` files beside the panels.
 * Documents are strings: they weigh half of what syntax trees do, and urql reads each once.
 */
const scalars = {
  DateTime: 'string',
  JSON: 'unknown',
  BigInt: 'number | string',
  SpanColumns: 'unknown',
  Step: 'number',
  MetricValue: 'number | string',
  TrainingColumns: 'unknown',
};

export default {
  schema: process.env['SCHEMA'] ?? new URL('schema.graphql', import.meta.url).pathname,
  documents: new URL('client/src/**/*.graphql', import.meta.url).pathname,
  generates: {
    [new URL('client/src/graphql/generated/', import.meta.url).pathname]: {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        useTypeImports: true,
        strictScalars: true,
        pureMagicComment: true,
        scalars,
      },
    },
  },
};

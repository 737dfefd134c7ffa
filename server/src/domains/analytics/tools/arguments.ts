/** Variables that filter messages, and the filter that they make: for documents of tools. */
export const filterVariables =
  '$from: DateTime, $to: DateTime, $models: [String!], $sessions: [String!], $experiments: [String!], $variants: [String!], $environments: [String!], $trainingMethods: [String!], $errorTypes: [String!], $failureTags: [String!], $tools: [String!], $users: [String!], $ratings: [Int!]';
export const filterValue =
  '{ from: $from, to: $to, models: $models, sessions: $sessions, experiments: $experiments, variants: $variants, environments: $environments, trainingMethods: $trainingMethods, errorTypes: $errorTypes, failureTags: $failureTags, tools: $tools, users: $users, ratings: $ratings }';

/** What the values of these arguments name. */
export const filterReferences = {
  models: 'model',
  sessions: 'session',
  experiments: 'experimentName',
  variants: 'variant',
  environments: 'environment',
  trainingMethods: 'trainingMethod',
  errorTypes: 'errorType',
  failureTags: 'failureTag',
  tools: 'toolName',
  users: 'user',
} as const;

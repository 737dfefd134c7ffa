/** What the explorer opens with, one tab each. `server/tests/schema.test.ts` validates every one against the schema. */
export interface Example {
  query: string;
  variables?: Record<string, unknown>;
}

const dayMs = 86_400_000;

/** The examples, with their time ranges set around `now`. */
export function examples(now: Date): Example[] {
  const last30Days = { from: new Date(now.getTime() - 30 * dayMs).toISOString(), to: now.toISOString() };
  return [
    { query: overview, variables: { filter: last30Days } },
    { query: models, variables: { filter: last30Days } },
    { query: search, variables: { search: null, filter: last30Days } },
    { query: ingest, variables: ingestVariables },
    { query: rate, variables: rateVariables },
    { query: watchAnalytics, variables: { filter: {} } },
    { query: watchMessages },
  ];
}

const overview = `# The last 30 days: volume, cost, quality and latency, and the 30 days before.
query Overview($filter: AnalyticsFilter!) {
  analytics(filter: $filter) {
    overview { ...Numbers }
    previous { ...Numbers }
    series(interval: DAY) {
      startedAt
      messageCount
      costUsd
      latencyMs { p50Ms p95Ms }
    }
  }
}

fragment Numbers on Overview {
  messageCount
  conversationCount
  inputTokens
  outputTokens
  costUsd
  successShare
  averageRating
  errorShare
  latencyMs { p50Ms p90Ms p95Ms p99Ms }
}
`;

const models = `# Models side by side: what they cost, how fast and how good they are.
query CompareModels($filter: AnalyticsFilter!) {
  analytics(filter: $filter) {
    byModel {
      model
      provider
      messageCount
      costUsd
      costPerMessageUsd
      successShare
      averageRating
      errorShare
      latencyMs { p50Ms p95Ms }
    }
  }
}
`;

const search = `# Messages, newest first. Put words into "search", page on with "after".
query SearchMessages($search: String, $filter: AnalyticsFilter, $after: String) {
  messages(search: $search, filter: $filter, first: 20, after: $after) {
    edges {
      node {
        externalId
        role
        contentPreview
        model
        createdAt
        latencyMs
        costUsd
        evaluations { rating success failureTags }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`;

const ingest = `# Sends two messages. Sending them again changes nothing.
mutation IngestMessages($messages: [MessageInput!]!) {
  ingestMessages(messages: $messages) {
    accepted
    updated
    rejected { index field reason }
  }
}
`;

const ingestVariables = {
  messages: [
    { externalId: 'explorer-1', conversationId: 'explorer', role: 'USER', content: 'What does the return policy say?' },
    {
      externalId: 'explorer-2',
      conversationId: 'explorer',
      role: 'ASSISTANT',
      content: 'You can send anything back within 30 days.',
      model: 'gpt-4o-mini',
      provider: 'openai',
      inputTokens: 412,
      outputTokens: 38,
      latencyMs: 820,
    },
  ],
};

const rate = `# Rates the message of the tab before.
mutation RateMessage($evaluations: [EvaluationInput!]!) {
  evaluateMessages(evaluations: $evaluations) {
    accepted
    updated
    rejected { index field reason }
  }
}
`;

const rateVariables = {
  evaluations: [
    {
      externalId: 'explorer-rating',
      messageExternalId: 'explorer-2',
      rating: 5,
      success: true,
      comment: 'Short and right.',
      evaluatorKind: 'HUMAN',
    },
  ],
};

const watchAnalytics = `# Leave this running and send messages: the numbers follow, at most once a second.
subscription WatchAnalytics($filter: AnalyticsFilter!) {
  analyticsChanged(filter: $filter) {
    overview { messageCount conversationCount costUsd averageRating latencyMs { p50Ms p95Ms } }
  }
}
`;

const watchMessages = `# Every message as it is stored.
subscription WatchMessages {
  messageIngested {
    externalId
    role
    model
    contentPreview
    createdAt
  }
}
`;

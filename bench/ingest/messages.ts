/** Messages of a believable application: conversations of eight, every other one an answer with model, tokens and latency. */
const messagesPerConversation = 8;
const models = ['gpt-4o', 'gpt-4o-mini', 'claude-sonnet-4-5', 'our-finetune-3'];
const words =
  'the of a request that answer model order flight refund customer could please thanks details account number change date help with for on is are was were not'.split(
    ' ',
  );

const textOf = (seed: number, wordCount: number): string =>
  Array.from({ length: wordCount }, (_, index) => words[(seed * 31 + index * index * 7) % words.length]).join(' ');

/** Message number `index` of the whole run, created now. */
export function messageAt(index: number, nowMs: number): Record<string, unknown> {
  const conversation = Math.floor(index / messagesPerConversation);
  const isAnswer = index % 2 === 1;
  const common = {
    externalId: `bench-${index}`,
    conversationId: `bench-c-${conversation}`,
    role: isAnswer ? 'ASSISTANT' : 'USER',
    content: textOf(index, isAnswer ? 45 : 14),
    createdAt: new Date(nowMs).toISOString(),
    sessionId: `session-${conversation % 20}`,
    userId: `user-${conversation % 5_000}`,
    environment: 'production',
  };
  if (!isAnswer) return common;
  return {
    ...common,
    model: models[conversation % models.length],
    provider: conversation % models.length === 2 ? 'anthropic' : 'openai',
    inputTokens: 300 + (index % 900),
    outputTokens: 60 + (index % 200),
    cacheReadTokens: index % 200,
    latencyMs: 400 + (index % 3_000),
    timeToFirstTokenMs: 100 + (index % 300),
    ...(index % 10 === 1
      ? {
          toolCalls: [
            {
              id: `call-${index}`,
              name: 'search_flights',
              success: index % 30 !== 1,
              durationMs: 40 + (index % 100),
              arguments: { from: 'JFK', to: 'SEA' },
            },
          ],
        }
      : {}),
    ...(index % 50 === 1 ? { errorType: 'rate_limit' } : {}),
  };
}

const query =
  'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted updated rejected { index field reason } } }';

/** The body of one call with `count` messages from `first` on. */
export function bodyOf(first: number, count: number, nowMs: number): string {
  const messages = Array.from({ length: count }, (_, offset) => messageAt(first + offset, nowMs));
  return JSON.stringify({ query, variables: { messages } });
}

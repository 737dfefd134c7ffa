import { describe, expect, test } from 'vitest';
import { received, startUs } from './received.fixtures.ts';
import { toSpan } from './to-span.ts';

describe('Langfuse', () => {
  test('a generation', () => {
    const span = toSpan(
      received({
        parentId: '',
        attributes: {
          'langfuse.observation.type': 'generation',
          'langfuse.observation.model.name': 'gpt-4o',
          'langfuse.observation.model.parameters': '{"temperature":0.1}',
          'langfuse.observation.usage_details': '{"input":50,"input_cached_tokens":30,"output":12,"total":92}',
          'langfuse.observation.cost_details': '{"input":0.001,"output":0.002}',
          'langfuse.observation.completion_start_time': JSON.stringify(new Date(startUs / 1_000 + 321)),
          'langfuse.observation.prompt.name': 'weather',
          'langfuse.observation.prompt.version': 3,
          'langfuse.observation.input': '[{"role":"user","content":"Hi"}]',
          'langfuse.observation.output': '{"role":"assistant","content":"Hello"}',
          'langfuse.observation.metadata.attempt': '2',
          'langfuse.observation.metadata.flags': '{"a":true}',
          'langfuse.trace.name': 'chat',
          'langfuse.trace.tags': ['beta'],
          'langfuse.trace.metadata.tier': 'gold',
          'langfuse.trace.public': true,
          'langfuse.trace.input': '[{"role":"user","content":"Hi"}]',
          'langfuse.environment': 'production',
          'langfuse.release': 'r-7',
          'langfuse.version': '2.1',
          'session.id': 's-1',
          'user.id': 'u-1',
          'langfuse.experiment.name': 'shorter answers',
          'langfuse.experiment.item.id': 'i-1',
        },
      }),
    );
    expect(span).toMatchObject({
      kind: 'LLM',
      model: 'gpt-4o',
      modelParameters: { temperature: 0.1 },
      usage: { inputTokens: 80, outputTokens: 12, cacheReadTokens: 30 },
      timeToFirstTokenMs: 321,
      promptName: 'weather',
      promptVersion: '3',
      input: { form: 'CHAT', messages: [{ role: 'USER', content: 'Hi' }] },
      output: { form: 'CHAT', messages: [{ role: 'ASSISTANT', content: 'Hello' }] },
      metadata: { attempt: '2', flags: { a: true }, tier: 'gold' },
      traceName: 'chat',
      tags: ['beta'],
      environment: 'production',
      release: 'r-7',
      appVersion: '2.1',
      sessionId: 's-1',
      userId: 'u-1',
      experimentName: 'shorter answers',
    });
    expect(span.reportedCostUsd).toBeCloseTo(0.003, 12);
    expect(span.attributes).toEqual({ 'langfuse.trace.public': true, 'langfuse.experiment.item.id': 'i-1' });
  });

  test.each([
    ['span', 'SPAN'],
    ['event', 'EVENT'],
    ['embedding', 'EMBEDDING'],
    ['agent', 'AGENT'],
    ['tool', 'TOOL'],
    ['chain', 'CHAIN'],
    ['retriever', 'RETRIEVER'],
    ['guardrail', 'GUARDRAIL'],
    ['evaluator', 'EVALUATOR'],
  ])('its type %s is %s', (type, kind) => {
    expect(toSpan(received({ attributes: { 'langfuse.observation.type': type } })).kind).toBe(kind);
  });

  test('what is sent about a trace is a root’s input, and an attribute elsewhere', () => {
    const attributes = { 'langfuse.trace.input': 'question', 'langfuse.trace.output': 'answer' };
    expect(toSpan(received({ attributes, parentId: '' }))).toMatchObject({
      input: { form: 'TEXT', text: 'question' },
      output: { form: 'TEXT', text: 'answer' },
      attributes: {},
    });
    expect(toSpan(received({ attributes }))).toMatchObject({ input: null, output: null, attributes });
  });

  test('the cost’s total comes before the sum of its parts', () => {
    expect(
      toSpan(
        received({
          attributes: {
            'langfuse.observation.type': 'generation',
            'langfuse.observation.cost_details': '{"input":1,"output":2,"total":4}',
          },
        }),
      ).reportedCostUsd,
    ).toBe(4);
  });

  test('tokens that are sent count on every kind, as they do there', () => {
    expect(
      toSpan(
        received({ attributes: { 'langfuse.observation.type': 'agent', 'langfuse.observation.usage_details': '{"input":5,"output":6}' } }),
      ).usage,
    ).toMatchObject({ inputTokens: 5, outputTokens: 6 });
  });

  test('what stands beside the messages of a request is not lost', () => {
    const span = toSpan(
      received({
        attributes: {
          'langfuse.observation.type': 'generation',
          'langfuse.observation.input': '{"messages":[{"role":"user","content":"Hi"}],"tools":[{"name":"t"}],"tool_choice":"auto"}',
          'langfuse.observation.output':
            '{"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":"Hello"}}],"usage":{"total_tokens":3}}',
        },
      }),
    );
    expect(span).toMatchObject({
      input: { form: 'CHAT', messages: [{ role: 'USER', content: 'Hi' }] },
      output: { form: 'CHAT', messages: [{ role: 'ASSISTANT', content: 'Hello' }] },
      tools: [{ name: 't' }],
    });
    expect(span.attributes).toEqual({ 'input.rest': { tool_choice: 'auto' }, 'output.rest': { usage: { total_tokens: 3 } } });
  });

  test('its environment may be the resource’s', () => {
    expect(toSpan(received({ resource: { 'langfuse.environment': 'staging', 'langfuse.release': 'r-1' } }))).toMatchObject({
      environment: 'staging',
      release: 'r-1',
    });
  });
});

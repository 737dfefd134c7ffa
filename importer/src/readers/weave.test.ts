import { expect, test } from 'vitest';
import { readExport, uuid } from './spans.testing.ts';

test('W&B Weave: calls of one trace, usage of the model, what is deleted is named', async () => {
  const call = {
    id: uuid('b'),
    project_id: 'e/p',
    op_name: 'weave:///e/p/op/openai.chat.completions.create:abc',
    trace_id: uuid('a'),
    parent_id: uuid('a'),
    started_at: '2026-11-01T00:00:00Z',
    ended_at: '2026-11-01T00:00:01Z',
    inputs: { model: 'gpt-4o', messages: [] },
    output: { model: 'gpt-4o-2024-08-06' },
    exception: null,
    attributes: {},
    summary: {
      usage: { 'gpt-4o-2024-08-06': { prompt_tokens: 8, completion_tokens: 3, requests: 1, total_tokens: 11 } },
      weave: {
        status: 'success',
        feedback: [{ id: 'f', feedback_type: 'wandb.reaction.1', payload: { alias: ':thumbs_up:', emoji: '👍' } }],
      },
    },
    thread_id: 'th',
    wb_user_id: 'u',
    deleted_at: null,
  };
  const lines = [
    call,
    { ...call, id: uuid('a'), parent_id: null, op_name: 'agent', ended_at: null, summary: {}, exception: 'E: x' },
    { ...call, id: uuid('c'), deleted_at: '2026-11-02T00:00:00Z' },
  ];
  const { spans, evaluations, others } = await readExport(lines.map((line) => JSON.stringify(line)).join('\n'), 'calls.jsonl');
  expect(spans).toMatchObject([
    {
      name: 'openai.chat.completions.create',
      status: { code: 1 },
      attributes: {
        'openinference.span.kind': 'LLM',
        'llm.model_name': 'gpt-4o-2024-08-06',
        'llm.token_count.prompt': '8',
        'session.id': 'th',
        'user.id': 'u',
      },
    },
    { name: 'agent', endTimeUnixNano: '0', status: { code: 2, message: 'E: x' } },
  ]);
  expect(evaluations).toMatchObject([{ name: 'reaction', label: ':thumbs_up:', success: true }]);
  expect(others).toMatchObject([{ kind: 'remark' }]);
});

import { expect, test } from 'vitest';
import { draftOf, readDraft } from './model-form.ts';

test('what is left empty is sent as absent, and no deployment is made of nothing', () => {
  expect(readDraft(draftOf(null, 'my-model'))).toEqual({
    ok: true,
    model: {
      name: 'my-model',
      provider: null,
      trainingMethod: null,
      baseModel: null,
      trainingDataset: null,
      evaluationResults: null,
      deployment: null,
    },
  });
});

test.each(['{ mmlu', '[1]', '3'])('evaluation results must be a JSON object, not %s', (evaluationResults) => {
  const read = readDraft({ ...draftOf(null, 'm'), evaluationResults });
  expect(read.ok ? {} : read.problems).toHaveProperty('evaluationResults');
});

test('a name is needed', () => expect(readDraft(draftOf(null))).toMatchObject({ ok: false, problems: { name: expect.any(String) } }));

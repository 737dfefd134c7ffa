import { describe, expect, test } from 'vitest';
import { draftOfJob, readJobDraft } from './job-form.ts';

const draft = draftOfJob({ name: 'run', project: 'support', groupName: null, tags: ['a', 'b'], totalSteps: 400, notes: null });

describe('a job that is edited', () => {
  test('unchanged, says the same again', () =>
    expect(readJobDraft('id', draft)).toEqual({
      ok: true,
      value: { id: 'id', name: 'run', project: 'support', groupName: null, tags: ['a', 'b'], totalSteps: 400, notes: null },
    }));
  test('what is emptied is cleared, tags are counted once, steps may be grouped', () =>
    expect(readJobDraft('id', { ...draft, project: ' ', tags: 'a, a,, c ', totalSteps: '1,000' })).toMatchObject({
      value: { project: null, tags: ['a', 'c'], totalSteps: 1_000 },
    }));
  test.each(['-1', '1.5', 'many', '9999999999999999'])('%s steps are refused', (totalSteps) =>
    expect(readJobDraft('id', { ...draft, totalSteps })).toMatchObject({ ok: false, problems: { totalSteps: expect.any(String) } }),
  );
  test('a job keeps a name', () =>
    expect(readJobDraft('id', { ...draft, name: ' ' })).toMatchObject({ ok: false, problems: { name: expect.any(String) } }));
});

import { expect, test } from 'vitest';
import { schema } from '../../../../schema.ts';
import { toolsFor } from '../../load.ts';
import { commandOf, planSlash } from './slash.ts';

const tools = toolsFor({ schema, viewer: { role: 'OWNER', keyScope: null } as never });

test.each([
  ['/training list_jobs status=running', 'training_metrics', { operation: 'list_jobs', status: 'running' }],
  ['/training list_configs', 'training_control', { operation: 'list_configs' }],
  ['/training_metrics get_job_status my job', 'training_metrics', { operation: 'get_job_status', jobId: 'my job' }],
  ['/training_metrics get_job_status jobId="my job"', 'training_metrics', { operation: 'get_job_status', jobId: 'my job' }],
  [
    '/training_predictions compare_epochs jobId=a epochs=1,3',
    'training_predictions',
    { operation: 'compare_epochs', jobId: 'a', epochs: [1, 3] },
  ],
  ['/calculator 2 + 2', 'calculator', { expression: '2 + 2' }],
  ['/production measures=cost groupBy=model', 'production_metrics', null],
  [
    '/production_metrics measures=cost,messages groupBy=model limit=5',
    'production_metrics',
    { measures: ['cost', 'messages'], groupBy: 'model', limit: 5 },
  ],
  ['/messages search "refund now" slowerThanMs=100', 'messages', { operation: 'search', search: 'refund now', slowerThanMs: 100 }],
  [
    '/training_control update_parameters jobId=a parameters={"lr":0.1}',
    'training_control',
    { operation: 'update_parameters', jobId: 'a', parameters: '{lr:0.1}' },
  ],
  [
    `/training_control update_parameters jobId=a parameters='{"lr":0.1}'`,
    'training_control',
    { operation: 'update_parameters', jobId: 'a', parameters: { lr: 0.1 } },
  ],
])('%s', (text, tool, args) => {
  const plan = planSlash(text, tools);
  if (args === null) return expect(plan).toMatchObject({ canAnswer: false, suggestions: expect.arrayContaining([`/${tool}`]) });
  expect(plan).toMatchObject({ canAnswer: true, tool, arguments: args });
});

test.each([
  ['/training_metrics', 'has the operations get_job_status'],
  ['/training_metrics list_jobs stauts=running', 'has no argument "stauts"'],
  ['/traning_metrics list_jobs', 'No tool is named "traning_metrics"'],
  ['/', 'No tool is named ""'],
])('%s is refused with what is possible', (text, words) => {
  const plan = planSlash(text, tools);
  expect(plan.canAnswer).toBe(false);
  expect(plan.why).toContain(words);
  if (!plan.canAnswer) expect(plan.suggestions.length).toBeGreaterThan(0);
});

test.each([
  { operation: 'get_job_status', jobId: 'my "best" job' },
  { operation: 'compare_epochs', jobId: 'a', epochs: [1, 3] },
  { operation: 'list_jobs' },
])('the command of %j is read as the same', (args) => {
  const tool = 'epochs' in args ? 'training_predictions' : 'training_metrics';
  expect(planSlash(commandOf(tool, args), tools)).toMatchObject({ canAnswer: true, tool, arguments: args });
});

import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { schema } from '../../schema.ts';
import { declaredReference, declaredReferences, declaredTools, type Operation, type Tool } from '../../platform/tools/tool.ts';
import { maxCost } from '../../platform/graphql/limits/limits.ts';
import { assertAffordable } from '../../platform/graphql/limits/cost.ts';
import { shapeViolation } from '../../platform/graphql/limits/shape.ts';
import { permissionsOf } from './load/catalogue.ts';
import { maxToolsInContext, searchTools, toolFor, toolsFor } from './load.ts';
import { tokensOf } from './pure/tokens.ts';

const owner = { schema, viewer: { role: 'OWNER', keyScope: null } as never };
const parametersOfTool = (name: string) => toolFor(owner, name)?.parameters.properties ?? {};
const operationsOf = ({ name, operations }: Tool): [string, Operation][] =>
  Object.entries(operations).map(([operation, declared]) => [operation === '' ? name : `${name} ${operation}`, declared]);

describe('the twelve tools of the source documents', () => {
  test.each([
    [
      'training_metrics',
      ['get_job_status', 'get_job_metrics', 'list_jobs', 'get_job_details'],
      ['operation', 'jobId', 'status', 'limit', 'offset'],
    ],
    [
      'training_predictions',
      ['get_predictions', 'get_predictions_by_epoch', 'compare_epochs', 'list_available_epochs'],
      ['operation', 'jobId', 'epoch', 'epochs', 'limit', 'offset'],
    ],
    [
      'advanced_analytics',
      ['model_comparison', 'benchmark_analysis', 'cohort_analysis', 'anomaly_detection', 'sentiment_trends', 'quality_forecast'],
      ['operation', 'period', 'startDate', 'endDate', 'cohortId', 'modelIds', 'threshold'],
    ],
  ])('%s has their operations and arguments', (name, operations, args) => {
    const properties = parametersOfTool(name);
    expect(properties['operation']?.enum).toEqual(operations);
    expect(Object.keys(properties).sort()).toEqual([...args].sort());
  });

  test('the others are there by their names', () => {
    const names = toolsFor(owner).map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'get_session_evaluations',
        'get_session_metrics',
        'get_session_conversations',
        'calculator',
        'evaluate_messages',
        'datetime',
        'system_monitor',
        'training_control',
      ]),
    );
    expect(parametersOfTool('evaluation_metrics')['operation']?.enum).toHaveLength(13);
    expect(parametersOfTool('training_metrics')['status']?.enum).toEqual(['pending', 'running', 'completed', 'failed', 'cancelled', 'all']);
    expect(parametersOfTool('advanced_analytics')['period']?.enum).toEqual(['day', 'week', 'month', 'quarter', 'year', 'all']);
  });
});

describe('each operation', () => {
  const all = declaredTools().flatMap(operationsOf);
  const documents = all.flatMap(([name, operation]) => [
    ...('document' in operation ? [[name, operation.document] as const] : []),
    ...('mutation' in operation ? [[`${name}, mutation`, operation.mutation] as const] : []),
  ]);
  const lookUps = declaredReferences().map(({ kind, document }) => [`look-up of ${kind}`, document] as const);

  test.each([...documents, ...lookUps])('%s is a document of the schema, within its limits', (_name, text) => {
    const document = parse(text);
    expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
    expect(shapeViolation(document)).toBeNull();
    expect(assertAffordable(schema, document, undefined, { limit: 50, first: 50 }).cost).toBeLessThan(maxCost);
  });

  test.each(all.filter(([, operation]) => operation.references !== undefined))(
    '%s names kinds of things that there are',
    (_name, { references }) => {
      for (const kind of Object.values(references ?? {})) expect(declaredReference(kind), kind).toBeDefined();
    },
  );

  test.each(all.filter(([, operation]) => 'mutation' in operation))('%s needs the permission of its mutation', (_name, operation) => {
    const [permission] = permissionsOf(schema, (operation as { mutation: string }).mutation);
    expect(permission).toBeDefined();
    expect(permission).not.toBe('READ');
  });
});

describe('what a model is sent', () => {
  const size = (texts: readonly unknown[]): number => tokensOf(JSON.stringify(texts));
  const asked = [
    'how much did we spend last week',
    'how is my training job doing',
    'compare model a with model b',
    'which failure tags are most frequent',
    'show me the slowest traces',
    'is the experiment significant',
    '',
  ];
  test.each(asked)('definitions found by %j are at most 12, and take fewer than 4,000 tokens', (text) => {
    const found = searchTools(owner, text);
    expect(found.length).toBeLessThanOrEqual(maxToolsInContext);
    const sent = found.map(({ name, description, parameters }) => ({ name, description, parameters }));
    expect(size(sent)).toBeLessThan(4_000);
  });

  test.each([
    ['how is my training job doing', 'training_metrics'],
    ['show me predictions from epoch 3', 'training_predictions'],
    ['start a training', 'training_control'],
    ['what is 15% of 200', 'calculator'],
    ['what time is it in Berlin', 'datetime'],
    ['slowest traces yesterday', 'traces'],
    ['is the experiment significant', 'experiments'],
    ['which prompts are in production', 'prompts'],
    ['price of gpt-4o', 'prices'],
    ['how large is the cohort', 'cohorts'],
    ['is the system healthy', 'system_monitor'],
    ['benchmark accuracy', 'benchmarks'],
    ['which hyperparameter matters in the study', 'studies'],
    ['boards of my team', 'boards'],
    ['feedback of the session', 'get_session_evaluations'],
    ['how much did we spend on messages', 'production_metrics'],
  ])('%s finds %s among the first three', (text, name) => {
    expect(searchTools(owner, text, 3).map((tool) => tool.name)).toContain(name);
  });
});

test('names, titles and descriptions of tools stand alone', () => {
  for (const { name, title, description, words } of declaredTools()) {
    expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/);
    expect(title).not.toBe('');
    expect(description.length).toBeLessThan(400);
    expect(words.length).toBeGreaterThan(2);
  }
});

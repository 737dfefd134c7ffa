import { expect, test } from 'vitest';
import { acrossWorkspaces } from '../../../platform/store/scope.ts';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { raiseRamps } from '../background/ramps.ts';
import { askedOf, two, codeOf } from './asked.testing.ts';

/** What people define of an experiment, and its states. */
export function definitionTests(server: () => TestServer): void {
  const { bearer, run, made, act, change, assigned, override, post, fields } = askedOf(server);

  test('an experiment is drafted, started, paused, resumed, stopped and shipped, and each unit keeps its variant', async () => {
    const { id, key, ...draft } = await made();
    expect(draft).toMatchObject({ state: 'DRAFT', phase: 1, possibleActs: ['START', 'ARCHIVE'] });
    expect(draft.variants.map(({ weight, value }: Loose) => [weight, value])).toEqual([
      [0.5, 'control'],
      [0.5, 'warm'],
    ]);
    expect(await assigned(key, 'user-1')).toEqual({ variant: null, value: null, reason: 'DISABLED', phase: 1 });
    const ship = (variant: string) =>
      run(`mutation ($input: ShipVariantInput!) { shipVariant(input: $input) { ${fields} } }`, { input: { id, variant } });
    expect(codeOf(await ship('warm')), 'a draft').toBe('EXPERIMENT_STATE');
    expect((await act('start', id)).data.startExperiment.state).toBe('RUNNING');
    const first = await assigned(key, 'user-1');
    expect(first).toMatchObject({ reason: 'SPLIT', value: first.variant });
    expect(codeOf(await act('start', id))).toBe('EXPERIMENT_STATE');
    await act('pause', id);
    expect(await assigned(key, 'user-1')).toMatchObject({ variant: null, reason: 'DISABLED' });
    await act('resume', id);
    expect(await assigned(key, 'user-1')).toEqual(first);
    expect(codeOf(await run('mutation ($id: ID!) { deleteExperiment(id: $id) }', { id }))).toBe('EXPERIMENT_STATE');
    expect((await ship('cold')).errors[0].extensions).toMatchObject({ code: 'BAD_EXPERIMENT', field: 'input.variant' });
    expect((await ship('warm')).data.shipVariant).toMatchObject({ state: 'STOPPED', shippedVariant: 'warm' });
    expect(await assigned(key, 'anyone')).toMatchObject({ variant: 'warm', reason: 'STATIC' });
    await run('mutation ($input: FlagEnabledInput!) { setFlagEnabled(input: $input) { id } }', { input: { id, isEnabled: false } });
    expect(await assigned(key, 'anyone')).toMatchObject({ variant: null, reason: 'DISABLED' });
    await act('archive', id);
    expect(codeOf(await run('query ($e: String!) { assignVariant(experiment: $e, unitId: "a") { reason } }', { e: key }))).toBe(
      'NOT_FOUND',
    );
    expect((await run('mutation ($id: ID!) { deleteExperiment(id: $id) }', { id })).data.deleteExperiment).toBe(id);
  });

  test('the value and the targeting of a flag change while it runs, without a new phase', async () => {
    const { id, key } = await made({ kind: 'FLAG', variants: [{ key: 'on', value: 'old' }] });
    await act('start', id);
    expect(await assigned(key, 'user-1')).toMatchObject({ value: 'old', phase: 1 });
    const { data } = await change({ id, variants: [{ key: 'on', value: 'new' }], environments: ['production'] });
    expect(data.updateExperiment).toMatchObject({
      phase: 1,
      version: 2,
      versions: [{ changed: ['variants', 'targeting'] }, { version: 1 }],
    });
    expect(await assigned(key, 'user-1')).toMatchObject({ value: null, reason: 'DEFAULT' });
    expect(await assigned(key, 'user-1', { environment: 'production' })).toMatchObject({ value: 'new', phase: 1 });
    const other = await change({ id, variants: [{ key: 'off', value: 'new' }] });
    expect([codeOf(other), other.errors[0].extensions.field]).toEqual(['NEW_PHASE_NEEDED', 'input.variants']);
  });

  test('a change that would treat units otherwise begins a new phase, with a seed of its own, and is refused without the word', async () => {
    const { id, key } = await made();
    await act('start', id);
    const uneven = [
      { key: 'control', weight: 0.9 },
      { key: 'warm', weight: 0.1 },
    ];
    const refused = await change({ id, variants: uneven });
    expect([codeOf(refused), refused.errors[0].message]).toEqual(['NEW_PHASE_NEEDED', expect.stringContaining('variants')]);
    expect(refused.errors[0].extensions.field).toBe('input.variants');
    const changed = (await change({ id, version: 1, variants: uneven, startsNewPhase: true })).data.updateExperiment;
    expect(changed).toMatchObject({
      phase: 2,
      version: 2,
      versions: [
        { version: 2, changed: ['variants'] },
        { version: 1, changed: [] },
      ],
    });
    expect(changed.phases).toMatchObject([
      { number: 2, seed: `${key}:2`, reason: 'variants changed', endedAt: null },
      { number: 1, seed: key, endedAt: expect.any(String) },
    ]);
    expect(codeOf(await change({ id, version: 1, name: 'Other' }))).toBe('EXPERIMENT_CHANGED');
    expect((await change({ id, allocation: 0.5 })).data.updateExperiment).toMatchObject({ phase: 2, allocation: 0.5 });
    await act('stop', id);
    expect(codeOf(await change({ id, unit: 'SESSION' }))).toBe('EXPERIMENT_STATE');
  });

  test.each<[string, object, string, RegExp]>([
    [
      'weights that do not sum to 1',
      {
        variants: [
          { key: 'a', weight: 0.5 },
          { key: 'b', weight: 0.4 },
        ],
      },
      'variants',
      /sum to 0.9;/,
    ],
    ['one variant', { variants: [{ key: 'a' }] }, 'variants', /2 to 20/],
    ['a variant twice', { variants: [{ key: 'a' }, { key: 'a' }] }, 'variants[1].key', /unique/],
    [
      'values of another type',
      {
        valueType: 'INTEGER',
        variants: [
          { key: 'a', value: 1.5 },
          { key: 'b', value: 2 },
        ],
      },
      'variants[0].value',
      /whole number/,
    ],
    ['an operator that is not known', { condition: { age: { $near: 3 } } }, 'condition.age.$near', /no operator/],
    ['a pattern whose cost explodes', { condition: { mail: { $regex: '^(a+)+$' } } }, 'condition.mail.$regex', /repeats a group/],
    ['a pattern of many choices', { condition: { x: { $regex: `^${'(a|a)'.repeat(38)}b$` } } }, 'condition.x.$regex', /may take .* steps/],
    [
      'patterns that cost much together',
      { condition: { $or: Array.from({ length: 20 }, () => ({ x: { $not: { $regex: 'a*b' } } })) } },
      'condition',
      /steps together/,
    ],
    ['a pattern for each element of a list', { condition: { x: { $elemMatch: { $regex: 'a*b' } } } }, 'condition', /steps together/],
    ['a pattern in a list', { condition: { x: { $all: [{ $regex: '(a+)+' }] } } }, 'condition.x.$all[0].$regex', /repeats a group/],
    ['letters whose case engines fold otherwise', { condition: { x: { $regexi: '^\u00e9' } } }, 'condition.x.$regexi', /ASCII/],
    [
      'a ramp that falls',
      {
        ramp: [
          { share: 0.5, afterMinutes: 0 },
          { share: 0.2, afterMinutes: 5 },
        ],
      },
      'ramp[1]',
      /only rise/,
    ],
    ['a layer backwards', { layer: { key: 'l', start: 0.5, end: 0.2 } }, 'layer', /start below/],
    ['a metric that there is not', { metrics: [{ metric: 'joy' }] }, 'metrics[0].metric', /success_share/],
    ['a key with a space', { key: 'my test' }, 'key', /a-z/],
    ['a key that is the address of another page', { key: 'planner' }, 'key', /address of a page/],
  ])('%s is a problem with its field', async (_what, input, field, reason) => {
    const given = { key: 'bad', name: 'Bad', variants: two, ...input };
    const { errors } = await run('mutation ($input: ExperimentInput!) { createExperiment(input: $input) { id } }', { input: given });
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_EXPERIMENT', field: `input.${field}`, reason: expect.stringMatching(reason) });
  });

  test('variants stand for prompts and versions that there are, and what is served is not deleted', async () => {
    const name = `prompt-of-${Math.random().toString(36).slice(2, 8)}`;
    const saving = 'mutation ($input: PromptVersionInput!) { savePromptVersion(input: $input) { id version } }';
    const versions: Loose[] = [];
    for (const text of ['one', 'two', 'three']) {
      const { data, errors } = await run(saving, { input: { name, text } });
      expect(errors).toBeUndefined();
      versions.push(data.savePromptVersion);
    }
    const standingFor = (...prompts: readonly object[]) => ({ variants: prompts.map((prompt, at) => ({ key: `v${at}`, ...prompt })) });
    const tried = async (...prompts: readonly object[]) => {
      const input = { key: `bad-${name}`, name: 'Bad', ...standingFor(...prompts) };
      const { errors } = await run('mutation ($input: ExperimentInput!) { createExperiment(input: $input) { id } }', { input });
      return [errors[0].extensions.code, errors[0].extensions.field];
    };
    const first = { promptName: name, promptVersion: 1 };
    expect(await tried(first, { promptName: 'no/such' })).toEqual(['BAD_EXPERIMENT', 'input.variants[1].promptName']);
    expect(await tried({ ...first, promptVersion: 99 }, first)).toEqual(['BAD_EXPERIMENT', 'input.variants[0].promptVersion']);
    expect(await tried(first, { promptVersion: 2 })).toEqual(['BAD_EXPERIMENT', 'input.variants[1].promptVersion']);
    const { id } = await made(standingFor(first, { promptName: name, promptVersion: 2 }));
    const bad = await change({ id, ...standingFor(first, { promptName: name, promptVersion: 7 }) });
    expect(bad.errors[0].extensions).toMatchObject({ code: 'BAD_EXPERIMENT', field: 'input.variants[1].promptVersion' });
    const deleteVersion = (at: number) => run('mutation ($id: ID!) { deletePromptVersion(id: $id) }', { id: versions[at].id });
    await deleteVersion(1);
    expect((await act('start', id)).errors[0].extensions).toMatchObject({ code: 'BAD_EXPERIMENT', field: 'variants[1].promptVersion' });
    expect((await change({ id, ...standingFor(first, { promptName: name }) })).errors).toBeUndefined();
    expect((await act('start', id)).errors).toBeUndefined();
    expect(codeOf(await deleteVersion(0))).toBe('PROMPT_IN_USE');
    const { prompt } = (await run('query ($name: String!) { prompt(name: $name) { id } }', { name })).data;
    const whole = await run('mutation ($id: ID!) { deletePrompt(id: $id) }', { id: prompt.id });
    expect([codeOf(whole), whole.errors[0].message]).toEqual(['PROMPT_IN_USE', expect.stringContaining('is served by the experiment')]);
    expect((await deleteVersion(2)).errors).toBeUndefined();
    await act('stop', id);
    expect((await deleteVersion(0)).errors).toBeUndefined();
  });

  test('thirds that are rounded are shares of all units, and an edit of something else leaves them', async () => {
    const thirds = ['a', 'b', 'c'].map((variant) => ({ key: variant, weight: 0.333 }));
    const { id, variants } = await made({ variants: thirds });
    expect(variants.map(({ weight }: Loose) => weight)).toEqual([1 / 3, 1 / 3, 1 / 3].map((third) => expect.closeTo(third, 12)));
    await act('start', id);
    expect((await change({ id, name: 'Thirds' })).data.updateExperiment.versions[0].changed).toEqual(['name']);
  });

  test('phases that begin at once follow each other', async () => {
    const { id } = await made();
    await act('start', id);
    await Promise.all(Array.from({ length: 6 }, () => change({ id, startsNewPhase: true })));
    const { phases } = (
      await run('query ($id: ID!) { node(id: $id) { ... on Experiment { phases { number startedAt endedAt } } } }', { id })
    ).data.node;
    expect(phases).toHaveLength(7);
    for (const [at, { startedAt, endedAt }] of phases.entries()) {
      expect(endedAt ?? '9').toSatisfy((end: string) => end >= startedAt);
      if (at > 0) expect(endedAt).toBe(phases[at - 1].startedAt);
    }
  });

  test('parameters of variants fit the schema that is given, and what does not is named by its path', async () => {
    const schema = {
      type: 'object',
      properties: {
        temperature: { type: 'number', maximum: 2 },
        tools: { type: 'array', items: { $ref: '#/$defs/tool' } },
        style: { enum: ['plain', 'warm'] },
      },
      required: ['temperature'],
      additionalProperties: false,
      $defs: { tool: { type: 'string', pattern: '^[a-z]+$' } },
    };
    const withParameters = (...parameters: unknown[]) => ({
      variants: [
        { key: 'a', parameters: parameters[0] },
        { key: 'b', parameters: parameters[1] },
      ],
    });
    const create = async (input: object) => {
      const { data, errors } = await run(
        'mutation ($input: ExperimentInput!) { createExperiment(input: $input) { id parametersSchema } }',
        { input: { key: `schema-${Math.random().toString(36).slice(2, 8)}`, name: 'Schema', ...input } },
      );
      return errors === undefined ? data.createExperiment : errors[0].extensions;
    };
    const fitting = { ...withParameters({ temperature: 0.2, tools: ['search'] }, null), parametersSchema: schema };
    const { id, parametersSchema } = await create(fitting);
    expect(parametersSchema).toEqual(schema);
    const refused = await create({
      ...withParameters({ temperature: 3, tools: ['search', 'A'] }, { style: 'cold', top_k: 4 }),
      parametersSchema: schema,
    });
    expect([refused.code, refused.field, refused.reason]).toEqual([
      'BAD_EXPERIMENT',
      'input.variants[0].parameters.temperature',
      'is 3; by parametersSchema it must be <= 2',
    ]);
    expect(refused.problems.map(({ field, reason }: Loose) => [field, reason])).toEqual([
      ['input.variants[0].parameters.temperature', 'is 3; by parametersSchema it must be <= 2'],
      ['input.variants[0].parameters.tools[1]', 'is "A"; by parametersSchema it must match pattern "^[a-z]+$"'],
      ['input.variants[1].parameters', "is an object; by parametersSchema it must have required property 'temperature'"],
      ['input.variants[1].parameters', 'is an object; by parametersSchema it must NOT have additional properties "top_k"'],
      [
        'input.variants[1].parameters.style',
        'is "cold"; by parametersSchema it must be equal to one of the allowed values ["plain","warm"]',
      ],
    ]);
    const later = await change({ id, variants: [{ key: 'a', parameters: { temperature: 'hot' } }, { key: 'b' }] });
    expect(later.errors[0].extensions).toMatchObject({ code: 'BAD_EXPERIMENT', field: 'input.variants[0].parameters.temperature' });
    expect((await change({ id, parametersSchema: null })).data.updateExperiment.versions[0].changed).toEqual(['parametersSchema']);
    const reasons: readonly (readonly [unknown, string, RegExp])[] = [
      [7, 'parametersSchema', /a JSON schema is an object/],
      [{ type: 'strng' }, 'parametersSchema.type', /no part of a JSON schema/],
      [{ properties: { a: { minimum: 'x' } } }, 'parametersSchema.properties.a.minimum', /must be number/],
      [{ typ: 'object' }, 'parametersSchema', /unknown keyword: "typ"/],
      [{ $ref: 'https://example.com/schema' }, 'parametersSchema.$ref', /nothing stands/],
      [{ $ref: '#/$defs/none' }, 'parametersSchema.$ref', /nothing stands/],
      [{ properties: { child: { $ref: '#' } } }, 'parametersSchema', /refers to itself/],
      [{ pattern: '^(a+)+$' }, 'parametersSchema.pattern', /repeats a group/],
      [{ pattern: 'a*b' }, 'parametersSchema.pattern', /steps in one text/],
      [{ patternProperties: { '(': {} } }, 'parametersSchema.patternProperties', /no regular expression/],
      [{ $id: 'https://example.com/a' }, 'parametersSchema.$id', /not taken/],
    ];
    for (const [bad, field, reason] of reasons) {
      const extensions = await create({ ...withParameters(null, null), parametersSchema: bad });
      expect(extensions, JSON.stringify(bad)).toMatchObject({ field: `input.${field}`, reason: expect.stringMatching(reason) });
    }
    const doubled = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`d${at}`, { allOf: [{ $ref: `#/$defs/d${at + 1}` }, { $ref: `#/$defs/d${at + 1}` }] }]),
    );
    const explosive = { $ref: '#/$defs/d0', $defs: { ...doubled, d40: { type: 'object' } } };
    expect(await create({ ...withParameters({}, {}), parametersSchema: explosive })).toMatchObject({
      reason: expect.stringMatching(/2000 parts/),
    });
  });

  test('ranges of a layer may not overlap while their experiments run', async () => {
    const layer = (start: number, end: number) => ({ layer: { key: 'checkout', start, end } });
    const [one, other] = [await made(layer(0, 0.5)), await made(layer(0.4, 1))];
    await act('start', one.id);
    const refused = await act('start', other.id);
    expect(refused.errors[0].extensions).toMatchObject({ code: 'BAD_EXPERIMENT', field: 'layer' });
    await change({ id: other.id, ...layer(0.5, 1) });
    expect((await act('start', other.id)).data.startExperiment.state).toBe('RUNNING');
  });

  test('a ramp decides on the share at the start, a clone is a draft, and a unit can be forced for testing', async () => {
    const { id, key } = await made({
      ramp: [
        { share: 0.05, afterMinutes: 0 },
        { share: 1, afterMinutes: 60 },
      ],
    });
    expect((await act('start', id)).data.startExperiment.allocation).toBe(0.05);
    expect((await override(id, 'tester', 'warm')).data.setExperimentOverride.overrides).toEqual([{ unitId: 'tester', variant: 'warm' }]);
    expect(await assigned(key, 'tester')).toMatchObject({ variant: 'warm', reason: 'TARGETING_MATCH' });
    expect((await override(id, 'tester', null)).data.setExperimentOverride.overrides).toEqual([]);
    const copy = await run('mutation ($input: CloneExperimentInput!) { cloneExperiment(input: $input) { key name state } }', {
      input: { id, key: `${key}-b` },
    });
    expect(copy.data.cloneExperiment).toEqual({ key: `${key}-b`, name: 'Greeting (copy)', state: 'DRAFT' });
    expect(
      codeOf(await run('mutation ($input: CloneExperimentInput!) { cloneExperiment(input: $input) { id } }', { input: { id, key } })),
    ).toBe('BAD_EXPERIMENT');
  });

  test('a ramp raises the allocation at its time, and only then', async () => {
    const { id } = await made({
      ramp: [
        { share: 0.1, afterMinutes: 0 },
        { share: 0.6, afterMinutes: 30 },
      ],
    });
    await act('start', id);
    const context = { ...server(), onError: () => {} };
    const allocation = async () =>
      (await run('query ($id: ID!) { node(id: $id) { ... on Experiment { allocation } } }', { id })).data.node.allocation;
    await acrossWorkspaces('As the schedule does.', () => raiseRamps(context, new Date(Date.now() + 20 * 60_000)));
    expect(await allocation()).toBe(0.1);
    await acrossWorkspaces('As the schedule does.', () => raiseRamps(context, new Date(Date.now() + 31 * 60_000)));
    expect(await allocation()).toBe(0.6);
  });

  test('keys may do what their scope and role allow', async () => {
    const { id, key } = await made();
    await act('start', id);
    const viewer = await bearer('VIEWER');
    expect(codeOf(await run('mutation ($id: ID!) { pauseExperiment(id: $id) { id } }', { id }, viewer))).toBe('FORBIDDEN');
    expect((await post('/api/assign', { experiment: key, unitId: 'a' }, viewer)).status).toBe(200);
    const client = await bearer('EDITOR', 'CLIENT');
    expect(client['authorization']).toMatch(/^Bearer ftc_/);
    expect((await post('/api/assign', { experiment: key, unitId: 'a' }, client)).status).toBe(200);
    expect(codeOf(await run('{ experiments { id } }', {}, client))).toBe('FORBIDDEN');
  });
}

import { expect, test } from 'vitest';
import type { Loose, TestServer } from '../../../server.testing.ts';
import { openWorkspace } from './units-world.testing.ts';

const dayMs = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString();

const healthShown = `query ($key: String!) { experiment(key: $key) { health { phase pValue isMismatch sentence excludedUnits
  variants { variant n answeredUnits errorUnits } several { variants n }
  causes { dimension attribute value chiSquare pValue mismatchShare missingVariant missingShare restPValue explains counts { variant n expected } }
  clampedUnits { variant n } forcedUnits { variant n } earlyUnits { variant n } unknownVariants { variant n } } } }`;

/** What health makes of the units of a phase. */
export const healthTests = (server: () => TestServer): void => {
  test('a mismatch is traced to the environment that loses units, and what does not count is listed', async () => {
    const { run, messages, exposures } = await openWorkspace(server(), 'health');
    const key = 'route';
    const startMs = Date.now() - 6 * dayMs;
    const variants = [{ key: 'a' }, { key: 'b' }];
    const input = { key, name: 'Route', variants, metrics: [{ metric: 'error_share' }] };
    const { createExperiment } = await run('mutation ($input: ExperimentInput!) { createExperiment(input: $input) { id } }', { input });
    await run('mutation ($input: StartExperimentInput!) { startExperimentSince(input: $input) { startedAt } }', {
      input: { ...createExperiment, since: iso(startMs) },
    });
    const units = Array.from({ length: 900 }, (_, place) => ({
      user: `h${place}`,
      variant: place % 2 === 0 ? 'a' : 'b',
      environment: place % 5 < 3 ? 'production' : 'app',
      model: place % 7 === 0 ? 'small' : 'large',
      day: place % 4,
      isError: place % 11 === 0,
    }))
      // Two of three units of b in the app are lost.
      .filter(({ environment, variant }, place) => environment !== 'app' || variant === 'a' || place % 3 === 0);
    const at = (day: number) => startMs + day * dayMs + dayMs / 3;
    const messageOf = (unit: (typeof units)[number], change: object) => ({
      conversationId: `c-${unit.user}`,
      role: 'ASSISTANT',
      content: 'x',
      userId: unit.user,
      environment: unit.environment,
      model: unit.model,
      ...change,
    });
    await messages([
      // Each was there before; every fourth has no answer since.
      ...units.map((unit) => messageOf(unit, { externalId: `before-${unit.user}`, createdAt: iso(at(unit.day) - 60_000) })),
      ...units
        .filter((_, place) => place % 4 !== 0)
        .map((unit) =>
          messageOf(unit, {
            externalId: `after-${unit.user}`,
            createdAt: iso(at(unit.day) + 60_000),
            errorType: unit.isError ? 'timeout' : null,
          }),
        ),
      // Too early, and of a variant that there is not.
      ...[0, 1].map((place) =>
        messageOf(
          { ...units[place]!, user: `early-${place}` },
          { externalId: `early-${place}`, createdAt: iso(startMs - dayMs), experimentName: key, variant: 'b' },
        ),
      ),
      messageOf({ ...units[0]!, user: 'other' }, { externalId: 'other', createdAt: iso(at(1)), experimentName: key, variant: 'c' }),
    ]);
    await exposures(units.map(({ user, variant, day }) => ({ experiment: key, unitId: user, variant, at: iso(at(day)) })));
    // A clock that is behind, two variants in one unit, and a unit that is forced afterwards.
    await exposures([
      { experiment: key, unitId: 'slow', variant: 'a', at: iso(startMs - 120_000) },
      ...['a', 'b'].map((variant) => ({ experiment: key, unitId: 'both', variant, at: iso(at(2)) })),
      { experiment: key, unitId: 'tester', variant: 'b', at: iso(at(2)) },
    ]);
    await run('mutation ($input: ExperimentOverrideInput!) { setExperimentOverride(input: $input) { id } }', {
      input: { ...createExperiment, unitId: 'tester', variant: 'a' },
    });
    const { health } = (await run(healthShown, { key })).experiment;
    const countOf = (isIn: (unit: (typeof units)[number]) => boolean) =>
      ['a', 'b'].map((variant) => units.filter((unit) => unit.variant === variant && isIn(unit)).length);
    const chiOf = ([a = 0, b = 0]: readonly number[]) => (a - b) ** 2 / (a + b);
    const all = countOf(() => true);
    const app = countOf(({ environment }) => environment === 'app');
    expect(health).toMatchObject({
      isMismatch: true,
      excludedUnits: 1,
      several: [{ variants: ['a', 'b'], n: 1 }],
      clampedUnits: [{ variant: 'a', n: 1 }],
      forcedUnits: [{ variant: 'b', n: 1 }],
      earlyUnits: [{ variant: 'b', n: 2 }],
      unknownVariants: [{ variant: 'c', n: 1 }],
    });
    // One more unit of a: that of the slow clock, which has no answer.
    expect(health.variants.map(({ n }: Loose) => n)).toEqual([(all[0] ?? 0) + 1, all[1]]);
    const since = (variant: string, isIn: (unit: (typeof units)[number]) => boolean) =>
      units.filter((unit, place) => place % 4 !== 0 && unit.variant === variant && isIn(unit)).length;
    expect(health.variants.map((one: Loose) => [one.answeredUnits, one.errorUnits])).toEqual(
      ['a', 'b'].map((variant) => [since(variant, () => true), since(variant, ({ isError }) => isError)]),
    );
    const [first] = health.causes;
    expect(first).toMatchObject({ dimension: 'ENVIRONMENT', value: 'app', missingVariant: 'b', explains: true });
    expect(first.counts.map(({ n }: Loose) => n)).toEqual(app);
    expect(first.chiSquare).toBeCloseTo(chiOf(app), 9);
    expect(first.missingShare).toBeCloseTo(1 - (app[1] ?? 0) / (((app[0] ?? 0) + (app[1] ?? 0)) / 2), 9);
    expect(first.mismatchShare).toBeCloseTo(chiOf(app) / chiOf(all), 9);
    expect(health.sentence).toMatch(/^Most likely cause: of units in the environment app, variant b has/);
    const byModel = health.causes.find(({ dimension, value }: Loose) => dimension === 'MODEL' && value === 'large');
    expect(byModel.counts.map(({ n }: Loose) => n)).toEqual(countOf(({ model }) => model === 'large'));
    // One that has not begun has nothing to look at.
    await run('mutation ($input: ExperimentInput!) { createExperiment(input: $input) { id } }', { input: { ...input, key: 'draft' } });
    expect((await run(healthShown, { key: 'draft' })).experiment.health).toMatchObject({
      pValue: null,
      isMismatch: false,
      causes: [],
      variants: [{ n: 0 }, { n: 0 }],
    });
  });

  test('a mismatch is traced to the country and the client that exposures came with, and what is too much is refused', async () => {
    const { run, send, exposures } = await openWorkspace(server(), 'details');
    const key = 'details';
    const input = { key, name: 'Details', variants: [{ key: 'a' }, { key: 'b' }], metrics: [{ metric: 'event:order' }] };
    const { createExperiment } = await run('mutation ($input: ExperimentInput!) { createExperiment(input: $input) { id } }', { input });
    await run('mutation ($id: ID!) { startExperiment(id: $id) { id } }', createExperiment);
    const units = Array.from({ length: 1_200 }, (_, place) => ({
      unitId: `d${place}`,
      variant: place % 2 === 0 ? 'a' : 'b',
      country: ['DE', 'FR', 'IT', ''][(place % 8) >> 1] as string,
      client: place % 3 === 0 ? 'flags-client/0.9' : 'flags-client/1',
    })).filter(({ variant, country }, place) => country !== 'DE' || variant === 'a' || place % 4 === 0);
    await exposures(
      units.map(({ country, client, ...unit }) => ({
        experiment: key,
        ...unit,
        client,
        attributes: country === '' ? null : { country, isNew: unit.unitId.length > 3, age: 7 },
      })),
    );
    // Sent again without anything, as an older program would: what is known stays.
    await exposures(units.slice(0, 100).map(({ unitId, variant }) => ({ experiment: key, unitId, variant })));
    const { health } = (await run(healthShown, { key })).experiment;
    const [first] = health.causes;
    expect(first).toMatchObject({ dimension: 'ATTRIBUTE', attribute: 'country', value: 'DE', missingVariant: 'b', explains: true });
    const countOf = (variant: string) => units.filter((unit) => unit.country === 'DE' && unit.variant === variant).length;
    expect(first.counts.map(({ n }: Loose) => n)).toEqual(['a', 'b'].map(countOf));
    expect(health.sentence).toMatch(/^Most likely cause: of units whose country is DE, variant b has/);

    const one = { experiment: key, unitId: 'x', variant: 'a' };
    const rejected = async (change: object): Promise<Loose> => {
      const { data } = await send(
        'mutation ($e: [ExposureInput!]!) { recordExposures(exposures: $e) { accepted rejected { field reason } } }',
        { e: [{ ...one, ...change }] },
      );
      const { accepted, rejected: found } = data.recordExposures;
      expect(accepted).toBe(0);
      return [found[0].field, found[0].reason];
    };
    const many = Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`n${at}`, at]));
    expect(await rejected({ attributes: many })).toEqual(['attributes', 'has 21 names; at most 20 are kept with an exposure']);
    expect(await rejected({ attributes: [1] })).toEqual(['attributes', 'is a list; an object is taken']);
    expect(await rejected({ attributes: { country: ['DE'] } })).toEqual([
      'attributes.country',
      'is a list; a text, a number, true or false is kept with an exposure',
    ]);
    expect(await rejected({ attributes: { country: 'x'.repeat(201) } })).toEqual([
      'attributes.country',
      'is 201 characters long; at most 200 are taken',
    ]);
    expect((await rejected({ attributes: { ['n'.repeat(65)]: 1 } }))[1]).toBe('has a name of 65 characters; at most 64 are taken');
    expect((await rejected({ attributes: { '': 1 } }))[1]).toBe('has no name');
    expect(await rejected({ client: 'c'.repeat(101) })).toEqual(['client', 'is 101 characters long; at most 100 are taken']);
  });
};

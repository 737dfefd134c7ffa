import { expect, test } from 'vitest';
import { drainProjection } from '../../../background.ts';
import { pauseBreached } from '../background/guardrails.ts';
import { dayMs, iso, startMs, type ResultsWorld } from './results-world.testing.ts';

export const guardrailTests = (world: () => ResultsWorld): void => {
  test('units that do not fit the weights block the verdict, and units forced for testing do not count', async () => {
    const { run, started, accepted, resultsOf } = world();
    const key = 'split';
    const id = await started({ key, name: 'Split', variants: [{ key: 'a' }, { key: 'b' }], metrics: [{ metric: 'event:order' }] });
    expect(await resultsOf(key)).toMatchObject({
      verdict: 'CANNOT_JUDGE',
      reasons: ['NO_UNITS'],
      sampleRatio: { pValue: null, isMismatch: false },
    });
    const at = iso(startMs + dayMs);
    const exposures = Array.from({ length: 520 }, (_, unit) => ({
      experiment: key,
      unitId: `s${unit}`,
      variant: unit % 5 < 3 ? 'a' : 'b',
      at,
    }));
    await accepted('recordExposures', 'ExposureInput', exposures);
    await run('mutation ($input: ExperimentOverrideInput!) { setExperimentOverride(input: $input) { id } }', {
      input: { id, unitId: 's0', variant: 'b' },
    });
    const { verdict, reasons, sentence, sampleRatio, metrics } = await resultsOf(key);
    expect(sampleRatio).toMatchObject({
      isMismatch: true,
      counts: [
        { n: 311, expected: 259.5 },
        { n: 208, expected: 259.5 },
      ],
    });
    // χ² = 2 · 51.5² / 259.5 = 20.44 with one degree of freedom.
    expect(sampleRatio.pValue).toBeCloseTo(6.1e-6, 6);
    expect([verdict, reasons, metrics[0].variants[1].verdict]).toEqual(['CANNOT_JUDGE', ['SAMPLE_RATIO_MISMATCH'], 'CANNOT_JUDGE']);
    expect(sentence).toMatch(/do not fit the weights/);
  });

  test('a unit in a variant of weight 0 is a certain mismatch', async () => {
    const { started, accepted, resultsOf } = world();
    const key = 'stray';
    const variants = [
      { key: 'a', weight: 0 },
      { key: 'b', weight: 1 },
    ];
    await started({ key, name: 'Stray', variants, metrics: [{ metric: 'event:order' }] });
    const at = iso(startMs + dayMs);
    const exposures = Array.from({ length: 101 }, (_, unit) => ({
      experiment: key,
      unitId: `w${unit}`,
      variant: unit === 0 ? 'a' : 'b',
      at,
    }));
    await accepted('recordExposures', 'ExposureInput', exposures.slice(1));
    expect((await resultsOf(key)).sampleRatio).toMatchObject({ isMismatch: false, pValue: null });
    await accepted('recordExposures', 'ExposureInput', exposures.slice(0, 1));
    const { sampleRatio, reasons } = await resultsOf(key);
    expect([sampleRatio.isMismatch, sampleRatio.pValue, reasons]).toEqual([true, 0, ['SAMPLE_RATIO_MISMATCH']]);
  });

  test('a breached guardrail pauses the experiment, one that holds does not, and a person resumes', async () => {
    const { server, run, started, accepted } = world();
    const variants = [{ key: 'a' }, { key: 'b' }];
    const metrics = [{ metric: 'event:order' }, { metric: 'error_share', role: 'GUARDRAIL' }];
    for (const key of ['breached', 'held']) await started({ key, name: key, unit: 'SESSION', variants, metrics });
    const units = ['breached', 'held'].flatMap((key) =>
      Array.from({ length: 300 }, (_, place) => ({
        key,
        session: `${key}-${place}`,
        variant: place % 2 === 0 ? 'a' : 'b',
        isError: place % 10 === 0 || (key === 'breached' && place % 2 === 1 && place % 3 > 0),
      })),
    );
    await accepted(
      'ingestMessages',
      'MessageInput',
      units.map(({ session, isError }) => ({
        externalId: `g-${session}`,
        conversationId: session,
        sessionId: session,
        role: 'ASSISTANT',
        content: 'x',
        createdAt: iso(startMs + 2 * dayMs),
        errorType: isError ? 'timeout' : null,
      })),
    );
    await accepted(
      'recordExposures',
      'ExposureInput',
      units.map(({ key, session, variant }) => ({ experiment: key, unitId: session, variant, at: iso(startMs + dayMs) })),
    );
    await drainProjection(server.stores);
    const failures: unknown[] = [];
    const work = { stores: server.stores, live: server.live, onError: (error: unknown) => failures.push(error) };
    await pauseBreached(work, new Date());
    expect(failures).toEqual([]);
    const stateOf = async (key: string) =>
      (await run('query ($key: String!) { experiment(key: $key) { id state pausedReason } }', { key })).experiment;
    const { id, ...breached } = await stateOf('breached');
    expect(breached).toEqual({ state: 'PAUSED', pausedReason: 'Variant b breaches the guardrail error_share.' });
    const { experiment } = await run('{ experiment(key: "breached") { pauses { at reason } lastChange { action actor { kind name } } } }');
    const pauses = [{ at: expect.any(String), reason: breached.pausedReason }];
    expect(experiment).toEqual({ pauses, lastChange: { action: 'pauseExperiment', actor: { kind: 'SYSTEM', name: 'guardrails' } } });
    expect(await stateOf('held')).toMatchObject({ state: 'RUNNING', pausedReason: null });
    expect((await run('{ assignVariant(experiment: "breached", unitId: "u") { reason } }')).assignVariant).toEqual({ reason: 'DISABLED' });
    const { resumeExperiment } = await run('mutation ($id: ID!) { resumeExperiment(id: $id) { state pausedReason } }', { id });
    expect((await run('{ experiment(key: "breached") { pauses { at reason } } }')).experiment.pauses, 'it is kept').toEqual(pauses);
    expect(resumeExperiment).toEqual({ state: 'RUNNING', pausedReason: null });
  });

  test('the verdict of a list is computed once for all who look, and again after a change of the experiment', async () => {
    const { run, started, accepted, resultsOf } = world();
    const key = 'listed';
    const id = await started({ key, name: 'Listed', variants: [{ key: 'a' }, { key: 'b' }], metrics: [{ metric: 'event:order' }] });
    const verdict = async () =>
      (await run('query ($key: String!) { experiment(key: $key) { recentVerdict { verdict sentence asOf } } }', { key })).experiment
        .recentVerdict;
    const first = await verdict();
    expect(first).toMatchObject({ verdict: 'CANNOT_JUDGE', sentence: 'No exposures yet: no unit was reported to have seen a variant.' });
    const at = iso(startMs + dayMs);
    await accepted(
      'recordExposures',
      'ExposureInput',
      Array.from({ length: 40 }, (_, unit) => ({ experiment: key, unitId: `l${unit}`, variant: unit % 2 === 0 ? 'a' : 'b', at })),
    );
    expect(await verdict()).toEqual(first);
    await run('mutation ($input: ExperimentChangeInput!) { updateExperiment(input: $input) { id } }', {
      input: { id, name: 'Listed again' },
    });
    const { sentence } = await resultsOf(key);
    expect(await verdict()).toMatchObject({ verdict: 'CANNOT_JUDGE', sentence });
    expect(sentence).not.toBe(first.sentence);
  });
};

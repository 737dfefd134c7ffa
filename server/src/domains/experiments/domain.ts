import { defineDomain } from '../../platform/domain.ts';
import { userErased, userHeld } from '../deletions/hooks.ts';
import { metricUses } from '../metrics/hooks.ts';
import { promptUses } from '../prompts/hooks.ts';
import { pauseBreached } from './background/guardrails.ts';
import { countExperiments } from './background/sums.ts';
import { raiseRamps } from './background/ramps.ts';
import { eachThatForgets } from '../policies/load.ts';
import { eraseUnits, expireExposures } from './commands/erase.ts';
import { heldExposures, heldOverrides } from './load/held.ts';
import { usesOfMetric, usesOfPrompt } from './load/uses.ts';
import { exposureLines } from './record/exposures.ts';
import { experimentReference, experimentsTool } from './tools.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** Experiments or flags of a workspace were made, changed or deleted. */
    'experiments.changed': [workspaceId: string, { keys: readonly string[] }];
  }
}

export const experimentsDomain = defineDomain({
  name: 'experiments',
  tables: [
    'experiments',
    'experiment_phases',
    'experiment_versions',
    'experiment_overrides',
    'experiment_sums',
    'exposure_log',
    'exposures',
    'experiment_units',
  ],
  tools: [experimentsTool],
  references: [experimentReference],
  audited: {
    experiments: { type: 'Experiment', name: 'key', ignored: ['updated_at', 'seed', 'pauses'] },
    // The ids are those of users, and the trail is kept for longer than what it is about.
    experiment_overrides: { type: 'ExperimentOverride', key: ['experiment_id'], secrets: ['unit_id'] },
  },
  topics: ['experiments.changed'],
  hooks: [
    userErased.reaction(eraseUnits),
    userHeld.reaction(heldExposures),
    userHeld.reaction(heldOverrides),
    metricUses.reaction(usesOfMetric),
    promptUses.reaction(usesOfPrompt),
  ],
  loops: [exposureLines.landing],
  schedules: [
    { name: 'ramps of experiments', cron: '* * * * *', catchUpMs: 0, run: raiseRamps },
    { name: 'guardrails of experiments', cron: '* * * * *', catchUpMs: 0, run: pauseBreached },
    { name: 'counts of experiments', cron: '* * * * *', catchUpMs: 0, run: countExperiments },
    {
      name: 'exposure retention',
      cron: '13 * * * *',
      catchUpMs: 3_600_000,
      run: ({ stores, onError }, now) =>
        eachThatForgets(stores.postgres, now, onError, (workspaceId, cutoff) => expireExposures(stores, workspaceId, cutoff)),
    },
  ],
});

import { BadInput, DomainError } from '../../platform/graphql/errors.ts';
import { actsIn, type ExperimentAct } from './pure/transition.ts';
import type { ExperimentState } from './types.ts';

/** An experiment or flag that cannot be saved as given. */
export class BadExperiment extends BadInput {
  override readonly code = 'BAD_EXPERIMENT';
}

/** What is not possible in the state that the experiment is in. */
export class ExperimentStateRefused extends DomainError {
  readonly code = 'EXPERIMENT_STATE';
  constructor(key: string, state: ExperimentState, act: ExperimentAct | 'EDIT' | 'DELETE') {
    const possible = actsIn(state).map((name) => name.toLowerCase());
    super(
      `The experiment "${key}" is ${state.toLowerCase()}, so it cannot be ${past[act]}. ${possible.length === 0 ? 'An archived experiment stays as it is; clone it.' : `Possible now: ${possible.join(', ')}.`}`,
    );
  }
}

const past = {
  START: 'started',
  PAUSE: 'paused',
  RESUME: 'resumed',
  STOP: 'stopped',
  ARCHIVE: 'archived',
  SHIP: 'shipped',
  EDIT: 'edited',
  DELETE: 'deleted: stop it first',
} as const;

/** Another version was saved since the one that the change is based on. */
export class ExperimentChanged extends DomainError {
  readonly code = 'EXPERIMENT_CHANGED';
  constructor(key: string, version: number) {
    super(`The experiment "${key}" was saved in the meantime, as version ${version}. Nothing was changed: read it and save on top of it.`);
  }
}

/** A change that would mix units that were treated in different ways. */
export class NewPhaseNeeded extends DomainError {
  readonly code = 'NEW_PHASE_NEEDED';
  override readonly problems: readonly { readonly field: string; readonly reason: string }[];
  constructor(fields: readonly string[]) {
    super(
      `While an experiment runs, a change of ${fields.join(', ')} begins a new phase: units are assigned afresh, and results begin again. Nothing was changed: send startsNewPhase: true to begin it.`,
    );
    this.problems = fields.map((field) => ({
      field: `input.${field === 'targeting' ? 'condition' : field}`,
      reason: 'begins a new phase',
    }));
  }
}

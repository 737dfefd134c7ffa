import type { ExperimentState } from '../types.ts';

export const experimentActs = ['START', 'PAUSE', 'RESUME', 'STOP', 'ARCHIVE', 'SHIP'] as const;
export type ExperimentAct = (typeof experimentActs)[number];

const transitions: Readonly<Record<ExperimentState, Partial<Record<ExperimentAct, ExperimentState>>>> = {
  DRAFT: { START: 'RUNNING', ARCHIVE: 'ARCHIVED' },
  RUNNING: { PAUSE: 'PAUSED', STOP: 'STOPPED', SHIP: 'STOPPED' },
  PAUSED: { RESUME: 'RUNNING', STOP: 'STOPPED', SHIP: 'STOPPED' },
  STOPPED: { ARCHIVE: 'ARCHIVED', SHIP: 'STOPPED' },
  ARCHIVED: {},
};

/** The state that follows an act; null: the act is not possible. This table alone decides. */
export const transition = (state: ExperimentState, act: ExperimentAct): ExperimentState | null => transitions[state][act] ?? null;

/** What is possible in a state. */
export const actsIn = (state: ExperimentState): readonly ExperimentAct[] => Object.keys(transitions[state]) as ExperimentAct[];

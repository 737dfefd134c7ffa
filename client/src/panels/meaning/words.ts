import type { Trajectory } from '../../graphql/generated/graphql.ts';

export const trajectoryWords: Readonly<Record<Trajectory, string>> = {
  RESOLVED: 'Resolved',
  STEADY: 'Never negative',
  TURNED_NEGATIVE: 'Turned negative',
  LEFT_NEGATIVE: 'Negative throughout',
};

/** What panels say where no feelings were read. */
export const nothingRead = {
  says: 'No user message here is in a language whose feelings are read.',
  how: 'Send messages with role USER; English is read, within seconds of their arrival.',
} as const;

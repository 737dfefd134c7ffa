import type { BadgeTone } from 'ui-kit/badge';

/** What is known of a runner's signs of life. */
export interface RunnerSigns {
  /** It last asked for a job. */
  readonly seenAt: string;
  readonly revokedAt?: string | null | undefined;
  readonly leases: readonly { readonly processAt: string }[];
}

export type RunnerState = 'working' | 'waiting' | 'silent' | 'revoked';

/** A runner asks each second; with a job it gives a sign every two. */
const SILENT_MS = 60_000;

export const runnerWords: Record<RunnerState, { readonly tone: BadgeTone; readonly says: string }> = {
  working: { tone: 'good', says: 'It runs a job' },
  waiting: { tone: 'accent', says: 'It asks for jobs' },
  silent: { tone: 'warn', says: 'Nothing was heard of it for over a minute; its jobs are queued again' },
  revoked: { tone: 'neutral', says: 'It takes no job any more' },
};

/** Last sign of the runner or of a command that it runs, ms since the epoch. */
export const heardMs = ({ seenAt, leases }: RunnerSigns): number =>
  Math.max(Date.parse(seenAt), ...leases.map(({ processAt }) => Date.parse(processAt)));

export function runnerState(runner: RunnerSigns, now: number): RunnerState {
  if (runner.revokedAt != null) return 'revoked';
  if (now - heardMs(runner) > SILENT_MS) return 'silent';
  return runner.leases.length > 0 ? 'working' : 'waiting';
}

export interface RunnerAbilities extends RunnerSigns {
  readonly commands: readonly string[];
  readonly labels: readonly string[];
}

/** Runners that would take a job of a configuration, those that were heard of lately first counted as `ready`. */
export function takers(
  runners: readonly RunnerAbilities[],
  wanted: { readonly command: string; readonly labels: readonly string[] },
  now: number,
): { readonly ready: number; readonly silent: number } {
  const able = runners.filter(
    ({ commands, labels, revokedAt }) =>
      revokedAt == null && commands.includes(wanted.command) && wanted.labels.every((label) => labels.includes(label)),
  );
  const silent = able.filter((runner) => runnerState(runner, now) === 'silent').length;
  return { ready: able.length - silent, silent };
}

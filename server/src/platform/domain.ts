import type { Registration } from './hooks.ts';
import type { WorkContext } from './jobs/context.ts';
import type { Job } from './jobs/jobs.ts';
import type { Schedule } from './jobs/schedules.ts';
import type { Sweep } from './jobs/sweeps.ts';
import type { Topic } from './live/topics.ts';
import type { AuditedTables } from './store/audited.ts';
import type { Disk } from './store/disk/watch.ts';
import type { Stores } from './store/stores.ts';
import type { Reference, Tool } from './tools/tool.ts';

/** What a loop works with. */
export interface LoopContext extends WorkContext {
  /** To be called after each pass that did not fail. */
  readonly onPassed: () => void;
  /** Where ClickHouse writes. */
  readonly disk: Pick<Disk, 'room' | 'state'>;
}

/** Work that goes on all the time on each server and finds its own pace. */
export interface Loop {
  readonly name: string;
  readonly start: (context: LoopContext) => { stop(): Promise<void> };
  /** Does at once all that is waiting: for the command line and the tests. */
  readonly drain: (stores: Stores) => Promise<void>;
}

/** What a domain brings to the server beside its part of the schema. The root lists domains and composes what they bring (domains.ts). */
export interface Domain {
  /** Its folder's name. */
  readonly name: string;
  /** Tables whose rows it alone writes, of both stores; who else may read them: tools/tables.ts. */
  readonly tables?: readonly string[];
  /** Tables whose changes are recorded in the audit trail, and how. */
  readonly audited?: AuditedTables;
  /** What it announces; their types are declared beside it (platform/live/topics.ts). */
  readonly topics?: readonly Topic[];
  /** Its reactions to what other domains do. */
  readonly hooks?: readonly Registration[];
  /** Long work that is asked for. */
  readonly jobs?: readonly Job[];
  /** What it does after another domain's job of this kind, as a part of it. */
  readonly steps?: readonly Pick<Job, 'kind' | 'run'>[];
  /** Work at set times. */
  readonly schedules?: readonly Schedule[];
  /** Work every few seconds. */
  readonly sweeps?: readonly Sweep[];
  readonly loops?: readonly Loop[];
  /** What the assistant can do with it (docs/assistant.md). */
  readonly tools?: readonly Tool[];
  /** Its things that arguments of tools name. */
  readonly references?: readonly Reference[];
}

export const defineDomain = (domain: Domain): Domain => domain;

/** Every job, each followed by the steps that others have added to it. */
export function jobsOf(domains: readonly Domain[]): Job[] {
  const steps = domains.flatMap((domain) => domain.steps ?? []);
  return domains
    .flatMap((domain) => domain.jobs ?? [])
    .map((job) => {
      const added = steps.filter(({ kind }) => kind === job.kind);
      return {
        ...job,
        run: async (stores, task, report, signal, live) => {
          for (const { run } of [job, ...added]) if (!signal.aborted) await run(stores, task, report, signal, live);
        },
      };
    });
}

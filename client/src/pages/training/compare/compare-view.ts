import { oneOf, texts } from '../../../controls/view.ts';
import type { RawSearch } from '../../../controls/view.ts';
import { readJobView } from '../job/job-view.ts';
import type { JobView } from '../job/job-view.ts';

export const groupings = ['group', 'project', 'base', 'method'] as const;
export type Grouping = (typeof groupings)[number];

/** As many as the API compares at once. */
const MOST_JOBS = 200;

/** How jobs are compared. It lives in the address; what stands at its default is left out of it. */
export interface CompareView extends Pick<JobView, 'x' | 'y' | 'smooth' | 'kind' | 'outliers'> {
  readonly jobs?: readonly string[] | undefined;
  /** The loss when absent. */
  readonly metric?: string | undefined;
  /** Each job for itself when absent. */
  readonly by?: Grouping | undefined;
  /** Id of the job that the others are compared with; the first when absent. */
  readonly baseline?: string | undefined;
}

export function readCompareView(search: RawSearch): CompareView {
  const { x, y, smooth, kind, outliers } = readJobView(search);
  return {
    x,
    y,
    smooth,
    kind,
    outliers,
    jobs: texts(search['jobs'])
      ?.flatMap((text) => text.split(','))
      .slice(0, MOST_JOBS),
    metric: texts(search['metric'])?.[0],
    by: oneOf(search['by'], groupings),
    baseline: texts(search['baseline'])?.[0],
  };
}

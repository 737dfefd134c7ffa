import { useEffect, useMemo } from 'react';
import { useClient } from 'urql';
import type { Client } from 'urql';
import type { LossXAxis } from 'ui-kit/loss-plot';
import { asDocument } from '../../../graphql/document.ts';
import { failureWords } from '../../../graphql/failure.ts';
import { TrainingCurvesDocument } from '../../../graphql/generated/graphql.ts';
import { openCurves } from './curve-book.ts';
import type { CurveBook, CurvesAsked } from './curve-book.ts';
import type { ZoomRange } from './job-view.ts';
import { readCurves } from './read-columns.ts';
import { stepsOf } from './steps-of.ts';

export interface CurvesView {
  readonly xAxis: LossXAxis;
  readonly attempts: 'CURRENT' | 'ALL';
  /** In the numbers of the axis. */
  readonly zoom: ZoomRange | null;
  /** The curve by which a stretch of an axis is turned into steps. */
  readonly guide: string | null;
}

/** The curves of one job, read as the view has it; a stretch that is looked at closely is read again, finer. */
export function useCurves(jobId: string, { xAxis, attempts, zoom, guide }: CurvesView): CurveBook {
  const client = useClient();
  const book = useMemo(() => openCurves((asked) => askCurves(client, jobId, asked)), [client, jobId]);
  useEffect(() => book.close, [book]);
  useEffect(() => {
    const x = xAxis === 'epoch' ? 'EPOCH' : xAxis === 'tokens' ? 'TOKENS' : 'STEP';
    const ask = () => {
      const steps = zoom === null ? null : stepsOf(guide === null ? null : book.read(guide).curve, xAxis, zoom);
      book.ask({ x, attempts, zoom: steps });
      return zoom === null || steps !== null;
    };
    if (ask() || guide === null) return undefined;
    // The page was opened with a zoom: its steps are known with the first curve.
    const stop = book.watch(guide, () => {
      if (ask()) stop();
    });
    return stop;
  }, [book, xAxis, attempts, zoom, guide]);
  return book;
}

async function askCurves(client: Client, id: string, { metrics, query, range, maxPoints }: CurvesAsked) {
  const [fromStep = null, toStep = null] = range ?? [];
  const { x, attempts } = query;
  const { data, error } = await client
    .query(
      asDocument(TrainingCurvesDocument),
      { id, metrics: [...metrics], maxPoints, fromStep, toStep, x, attempts },
      { requestPolicy: 'network-only' },
    )
    .toPromise();
  if (data?.trainingJob == null) return { failure: error === undefined ? 'This job is not here any more.' : failureWords(error) };
  return readCurves(data.trainingJob.seriesColumns, x !== 'STEP');
}

import { perOperation } from '../../../platform/graphql/per-operation.ts';
import { thresholdSentence } from '../pure/threshold-sentence.ts';
import { measuredKind } from '../pure/measure.ts';
import { thresholdsOf } from '../pure/feedback.ts';
import type { SignalMetric } from '../types.ts';
import { verdictsOf } from './known.ts';
import { signalSettingsOf } from './sensitivity.ts';

/** How strong findings of series must be, as sentences. */
export const adjustmentOf = perOperation<{ readonly id: string; readonly metric: SignalMetric }, string>(
  async (series, { stores, viewer: { workspaceId } }) => {
    const [verdicts, { sensitivity }] = await Promise.all([verdictsOf(stores, workspaceId), signalSettingsOf(stores, workspaceId)]);
    return series.map(({ id, metric }) =>
      thresholdSentence(
        thresholdsOf(measuredKind(metric), sensitivity, verdicts.get(id) ?? []),
        thresholdsOf(measuredKind(metric), sensitivity, []),
      ),
    );
  },
);

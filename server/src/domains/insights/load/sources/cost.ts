import { hourMs } from '../../../analytics/pure/interval.ts';
import { costOutlook } from '../../../signals/load/outlook.ts';
import type { InsightSource } from '../source.ts';

/** A month that is forecast to cost more than its budget. */
export const cost: InsightSource = {
  name: 'COST',
  kinds: ['COST_OUTLOOK'],
  everyMs: 3 * hourMs,
  find: async ({ stores, workspaceId, now }) => {
    const { budgetUsd, spentUsd, monthEndUsd, passesBudgetOn, passesBudgetEarliest, sentence } = await costOutlook(
      stores,
      workspaceId,
      now,
    );
    if (budgetUsd === null) return [];
    const isPassed = spentUsd > budgetUsd;
    if (!isPassed && passesBudgetOn === null && passesBudgetEarliest === null) return [];
    return [
      {
        kind: 'COST_OUTLOOK',
        key: now.toISOString().slice(0, 7),
        dimension: 'COST',
        sentence,
        value: monthEndUsd ?? spentUsd,
        unit: 'usd',
        link: '/analytics?range=30d',
        weight: isPassed || passesBudgetOn !== null ? 0.8 : 0.45,
      },
    ];
  },
};

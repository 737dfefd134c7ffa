import { hourMs } from '../../../analytics/pure/interval.ts';
import { measure } from '../../../judges/load/measured.ts';
import { rubricsByIds } from '../../../judges/load/rubrics.ts';
import { decidingAgreement } from '../../../judges/pure/agreement.ts';
import { globalId } from '../../../../platform/graphql/ids.ts';
import type { FoundInsight } from '../../types.ts';
import type { InsightSource } from '../source.ts';

/** Judges that agree with people less than is wanted of them. */
export const judges: InsightSource = {
  name: 'JUDGES',
  kinds: ['UNTRUSTED_JUDGE'],
  everyMs: hourMs,
  find: async ({ stores, workspaceId }) => {
    const rows = await stores.prisma.judge.findMany({ where: { workspaceId, isEnabled: true } });
    const rubrics = await rubricsByIds(
      stores,
      workspaceId,
      rows.flatMap(({ rubricId }) => rubricId ?? []),
    );
    const found: FoundInsight[] = [];
    for (const judge of rows) {
      const rubric = rubrics.find((one) => one?.id === judge.rubricId) ?? null;
      const { agreement, isTrusted } = await measure(stores, { judge, rubric });
      const deciding = decidingAgreement(agreement, rubric?.scale ?? 'PASS_FAIL');
      if (isTrusted !== false || deciding === null) continue;
      found.push({
        kind: 'UNTRUSTED_JUDGE',
        key: judge.id,
        dimension: 'JUDGE',
        sentence: `The judge "${judge.name}" agrees with people too little to be trusted: ${deciding.value.toFixed(2)} over ${agreement.n} messages, where ${judge.minimumAgreement} is wanted.`,
        value: deciding.value,
        unit: 'number',
        link: `/judges/${encodeURIComponent(globalId('Judge', judge.id))}`,
        weight: 0.6,
      });
    }
    return found;
  },
};

import { assertCohort } from '../analytics/load.ts';
import { checkFilter } from '../analytics/pure/check-filter.ts';
import { AnalyticsFilterRef } from '../analytics/schema/filter.ts';
import { builder } from '../../platform/graphql/builder.ts';
import { describedEnum } from '../../platform/graphql/enums.ts';
import { BadInput, NotFound, unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { pinnedBaseline } from './load/pinned.ts';
import { driftReport, type DriftAsked } from './load/report.ts';
import './schema/baseline.ts';
import { DriftFeatureRef, DriftReportRef } from './schema/report.ts';

const DriftBaselineRef = describedEnum<'PREVIOUS_PERIOD' | 'RANGE' | 'PINNED'>('DriftBaseline', 'Window that messages are compared with.', {
  PREVIOUS_PERIOD: 'The time of equal length just before the current window.',
  RANGE: 'The time from `baselineFrom` to `baselineTo`.',
  PINNED: 'The pinned baseline `baselineId`, with its own filter.',
});

export const DriftRoleRef = describedEnum<'USER' | 'ASSISTANT' | 'BOTH'>('DriftRole', 'Messages that are compared.', {
  USER: 'Messages of users alone.',
  ASSISTANT: 'Answers of models alone.',
  BOTH: "Users' messages and answers; language, topic, embedding and vocabulary are those of users' messages.",
});

const DriftInputRef = builder.inputType('DriftInput', {
  description: 'Two windows of messages to compare.',
  fields: (t) => ({
    filter: t.field({
      type: AnalyticsFilterRef,
      description:
        'Answers to include, and users’ messages of their conversations; `from` and `to` are the current window. Absent: all, and the last seven days.',
    }),
    baseline: t.field({ type: DriftBaselineRef, description: 'Baseline; absent: PREVIOUS_PERIOD.' }),
    baselineFrom: t.field({ type: 'DateTime', description: 'Start of the baseline; only with RANGE.' }),
    baselineTo: t.field({ type: 'DateTime', description: 'End of the baseline, exclusive; only with RANGE.' }),
    baselineId: t.id({ description: 'Global id of a pinned baseline; only with PINNED.' }),
    role: t.field({ type: DriftRoleRef, description: 'Messages that are compared; absent: BOTH.' }),
    features: t.field({ type: [DriftFeatureRef], description: 'Features to compare; absent: all that there are values of.' }),
    falseAlarmRate: t.float({ description: 'Chance of a report of drift where there is none, 0.001 to 0.2; absent: 0.05.' }),
  }),
});

type Asked = typeof DriftInputRef.$inferInput;

/** The baseline that is asked for. Errors: throws BAD_USER_INPUT for parts that do not go together, NOT_FOUND for a pinned one that is not there. */
async function baselineOf(
  { baseline, baselineFrom, baselineTo, baselineId }: Pick<Asked, 'baseline' | 'baselineFrom' | 'baselineTo' | 'baselineId'>,
  stores: Pick<Stores, 'prisma'>,
  workspaceId: string,
): Promise<Pick<DriftAsked, 'baselineFrom' | 'baselineTo' | 'baselineFilter'>> {
  const pinned =
    baselineId == null
      ? null
      : await pinnedBaseline(stores, workspaceId, uuidKey(keyOfNode('DriftBaselinePin', String(baselineId), 'input.baselineId')));
  if (baselineId != null && pinned === null) throw new NotFound('Drift baseline', String(baselineId), 'input.baselineId');
  if (baseline !== 'RANGE' && (baselineFrom != null || baselineTo != null))
    throw new BadInput('input.baseline', 'is not RANGE; only a baseline of RANGE has ends of its own.');
  if (baseline !== 'PINNED' && pinned !== null) throw new BadInput('input.baseline', 'is not PINNED; only a baseline of PINNED has an id.');
  if (baseline === 'RANGE') {
    if (baselineFrom == null || baselineTo == null)
      throw new BadInput(
        baselineFrom == null ? 'input.baselineFrom' : 'input.baselineTo',
        'is missing; a baseline of RANGE has both ends.',
      );
    return { baselineFrom, baselineTo };
  }
  if (baseline !== 'PINNED') return { baselineFrom: null, baselineTo: null };
  if (pinned === null) throw new BadInput('input.baselineId', 'is missing; a baseline of PINNED has an id.');
  return { baselineFrom: pinned.from, baselineTo: pinned.to, baselineFilter: pinned.filter };
}

builder.queryFields((t) => ({
  drift: t.field({
    type: DriftReportRef,
    authScopes: { may: 'READ' },
    complexity: 150,
    description:
      'How messages of a window differ from those of a baseline: lengths, language, topics, words, tools, models, refusals and format, each by tests that are calibrated by permutation and corrected over features. One message of each of up to 2,000 conversations of each window.',
    args: { input: t.arg({ type: DriftInputRef, required: true, description: 'Windows to compare.' }) },
    resolve: async (_root, { input }, { stores, viewer }) => {
      const filter = unwrap(checkFilter(input.filter ?? {}), 'input.filter');
      await assertCohort(stores.postgres, viewer.workspaceId, filter, 'input.filter');
      if (input.features?.length === 0) throw new BadInput('input.features', 'is empty; features to compare are named, or none for all.');
      const asked = {
        filter,
        ...(await baselineOf(input, stores, viewer.workspaceId)),
        role: input.role ?? 'BOTH',
        features: input.features ?? null,
        falseAlarmRate: input.falseAlarmRate ?? 0.05,
      };
      return unwrap(await driftReport(stores, viewer.workspaceId, asked, new Date()), 'input');
    },
  }),
}));

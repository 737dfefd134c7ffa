import { BadInput } from '../../../platform/graphql/errors.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { mostValues, ruleHistory, type RuleHistory } from '../load/replay.ts';
import { conditionOfJson } from '../queries/rules.ts';
import { maxPreviewDays } from '../types.ts';

const usualDays = 7;

const AlertHistoryPointRef = builder.objectRef<RuleHistory['values'][number]>('AlertHistoryPoint').implement({
  description: 'A series of an alert rule in a stretch of time: the worst of its evaluations.',
  fields: (t) => ({
    at: t.field({ type: 'DateTime', description: 'End of the stretch.', resolve: ({ at }) => new Date(at) }),
    value: t.exposeFloat('value', {
      nullable: true,
      description: 'Worst value, in the unit of `trip`; null: nothing was measured, or too little.',
    }),
  }),
});

const AlertHistoryRef = builder.objectRef<RuleHistory>('AlertHistory').implement({
  description: 'What a series of an alert rule was, read from what is stored with the windows of the rule, and its levels.',
  fields: (t) => ({
    trip: t.exposeFloat('trip', {
      description:
        'Value from which on the series is bad: in the unit of the metric, percent of a change, times of a burn rate, US dollars of a budget, minutes without a message.',
    }),
    clear: t.exposeFloat('clear', { description: 'Value from which on the series is good again, in the unit of `trip`.' }),
    points: t.field({
      type: [AlertHistoryPointRef],
      description: `Values of the series, oldest first; at most ${mostValues}.`,
      resolve: ({ values }) => [...values],
    }),
  }),
});

builder.prismaObjectField('AlertRule', 'history', (t) =>
  t.field({
    type: AlertHistoryRef,
    nullable: true,
    complexity: 50,
    description: 'What one series of the rule was over the last days; null: the rule is about events or a forecast.',
    args: {
      series: t.arg.string({ description: 'Value of the dimension; absent: all messages, or those without a value.' }),
      days: t.arg.int({ description: `Number of days before now, 1 to ${maxPreviewDays}; absent: ${usualDays}.` }),
    },
    resolve: ({ workspaceId, condition }, { series, days }, { stores }) => {
      const shown = days ?? usualDays;
      if (shown < 1 || shown > maxPreviewDays) throw new BadInput('days', `${shown} is not possible; 1 to ${maxPreviewDays} are`);
      const rule = { workspaceId, condition: conditionOfJson(condition) };
      return ruleHistory(stores, rule, { series: series ?? '', days: shown, now: new Date() });
    },
  }),
);

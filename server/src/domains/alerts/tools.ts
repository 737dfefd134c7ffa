import { pageLink } from '../../platform/tools/links.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { BadToolArgument, defineReference, defineTool, NoData, type ActingOperation, type Arguments } from '../../platform/tools/tool.ts';

interface RuleRow {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly metric: string | null;
  readonly severity: string;
  readonly state: string;
  readonly sentence: string;
  readonly noticesPerWeek: number | null;
  readonly mutedUntil: string | null;
  readonly channels: readonly { readonly name: string }[];
}
const ruleFields = 'id name source metric severity state sentence noticesPerWeek mutedUntil channels { name }';

interface EpisodeRow {
  readonly id: string;
  readonly ruleName: string;
  readonly series: string;
  readonly state: string;
  readonly severity: string;
  readonly openedAt: string;
  readonly sentence: string;
  readonly link: string;
}

interface Template {
  readonly key: string;
  readonly name: string;
  readonly sentence: string;
}

export const alertRuleReference = defineReference({
  kind: 'alertRule',
  title: 'alert rules',
  nodeType: 'AlertRule',
  document: '{ alertRules { id name } }',
  found: ({ alertRules }: { alertRules: readonly { id: string; name: string }[] }) => ({
    items: alertRules.map(({ id, name }) => ({ id, names: [name], count: null })),
    total: alertRules.length,
  }),
});

const rule = { type: 'string', isRequired: true, description: 'Alert rule: its id or name' } as const;
const there = (found: RuleRow | null, args: Arguments): RuleRow => {
  if (found === null) throw new NoData(`The alert rule ${JSON.stringify(args['rule'])} was deleted meanwhile.`);
  return found;
};

const acknowledging: ActingOperation = {
  about: 'propose to acknowledge the alert that fires, of a rule',
  words: ['acknowledge', 'ack'],
  document: `query ($rule: ID!) { alertRule(id: $rule) { ${ruleFields} } alertEpisodes(states: [FIRING], ruleId: $rule, first: 2) { edges { node { id ruleName series state severity openedAt sentence link } } } }`,
  arguments: { rule },
  references: { rule: 'alertRule' },
  mutation: 'mutation ($episodeId: ID!) { acknowledgeAlert(episodeId: $episodeId) { id state } }',
  propose: (
    { alertRule, alertEpisodes }: { alertRule: RuleRow | null; alertEpisodes: { edges: readonly { node: EpisodeRow }[] } },
    args: Arguments,
  ) => {
    const { name } = there(alertRule, args);
    const [first, second] = alertEpisodes.edges;
    if (first === undefined) throw new BadToolArgument('rule', `No alert of ${JSON.stringify(name)} fires that is not acknowledged.`);
    return {
      title: `Acknowledge the alert of ${JSON.stringify(name)}`,
      variables: { episodeId: first.node.id },
      changes: [{ path: 'state', before: first.node.state, after: 'ACKNOWLEDGED' }],
      touches: [{ what: 'alerts', count: 1 }],
      undo: null,
      notes: [
        first.node.sentence,
        ...(second === undefined ? [] : ['Other values of the rule fire, too; each is acknowledged by itself.']),
      ],
    };
  },
};

const creating: ActingOperation = {
  about: 'propose to make an alert rule from a template',
  words: ['create', 'make', 'new', 'set up', 'notify'],
  document: '{ alertTemplates { key name sentence } alertRules { name } }',
  arguments: {
    template: {
      type: 'string',
      isRequired: true,
      values: [
        'errors-by-model',
        'success-drop',
        'slow-answers',
        'failing-tools',
        'cost-jump',
        'daily-budget',
        'fast-burn',
        'slow-burn',
        'silence',
        'anomalies',
        'training-trouble',
        'guardrails',
      ],
      description: 'Key of the template',
    },
  },
  mutation: 'mutation ($key: String!, $channelIds: [ID!]!) { createAlertFromTemplate(key: $key, channelIds: $channelIds) { id name } }',
  propose: (
    { alertTemplates, alertRules }: { alertTemplates: readonly Template[]; alertRules: readonly { name: string }[] },
    { template }: Arguments,
  ) => {
    const found = alertTemplates.find(({ key }) => key === template);
    if (found === undefined)
      throw new BadToolArgument(
        'template',
        `There is no template ${JSON.stringify(template)}.`,
        alertTemplates.map(({ key }) => key),
      );
    const isKnown = alertRules.some(({ name }) => name === found.name);
    return {
      title: `Make the alert rule ${JSON.stringify(found.name)}`,
      variables: { key: found.key, channelIds: [] },
      changes: [{ path: found.name, before: null, after: found.sentence }],
      touches: [{ what: 'alert rules', count: 1 }],
      undo: null,
      notes: [
        'The page Alerts shows it; channels are chosen there.',
        ...(isKnown ? ['A rule of this name is there already: the new one gets a number.'] : []),
      ],
    };
  },
};

export const alertsTool = defineTool({
  name: 'alerts',
  title: 'Alerts',
  description:
    'Alert rules with their states, and alerts that fire or fired; proposes to make a rule from a template, and to acknowledge an alert.',
  group: 'operations',
  words: ['alert', 'alarm', 'rule', 'firing', 'incident', 'notify', 'notification', 'on call', 'acknowledge', 'threshold'],
  operations: {
    list: {
      about: 'alert rules with their states',
      words: ['rules', 'list', 'which'],
      document: `{ alertRules { ${ruleFields} } }`,
      shape: ({ alertRules }: { alertRules: readonly RuleRow[] }) => ({
        facts: [
          fact('ruleCount', 'Alert rules', alertRules.length),
          fact('firingCount', 'Rules that fire', alertRules.filter(({ state }) => state === 'FIRING').length),
          fact(
            'noticesPerWeek',
            'Notices a week, by the last 30 days',
            alertRules.reduce((sum, { noticesPerWeek }) => sum + (noticesPerWeek ?? 0), 0),
          ),
        ],
        table: tableOf(alertRules, (at) => [
          at.text('name', 'Rule', (row) => row.name),
          at.text('state', 'State', (row) => row.state),
          at.text('severity', 'Severity', (row) => row.severity),
          at.text('sentence', 'What it does', (row) => row.sentence),
          at.number('noticesPerWeek', 'Notices a week', (row) => row.noticesPerWeek),
          at.text('channels', 'Channels', (row) => row.channels.map(({ name }) => name).join(', ')),
        ]),
        links: [pageLink('Alerts', '/alerts')],
      }),
    },
    firing: {
      about: 'alerts that fire, and those that are over',
      words: ['firing', 'open', 'now', 'fired', 'history'],
      document: `query ($states: [EpisodeState!]) { alertEpisodes(states: $states, first: 200) { edges { node { id ruleName series state severity openedAt sentence link } } pageInfo { hasNextPage } } }`,
      computed: ['states'],
      arguments: { state: { type: 'string', values: ['OPEN', 'ALL'], description: 'Those that are open (absent), or all' } },
      variables: ({ state }) => ({ states: state === 'ALL' ? [] : ['FIRING', 'ACKNOWLEDGED'] }),
      shape: ({
        alertEpisodes: { edges, pageInfo },
      }: {
        alertEpisodes: { edges: readonly { node: EpisodeRow }[]; pageInfo: { hasNextPage: boolean } };
      }) => {
        const rows = edges.map(({ node }) => node);
        return {
          facts: [
            fact('alertCount', 'Alerts', rows.length),
            fact('unacknowledgedCount', 'Not acknowledged', rows.filter(({ state }) => state === 'FIRING').length),
          ],
          table: tableOf(
            rows,
            (at) => [
              at.text('rule', 'Rule', (row) => row.ruleName),
              at.payload('series', 'Value', (row) => row.series),
              at.text('state', 'State', (row) => row.state),
              at.text('severity', 'Severity', (row) => row.severity),
              at.time('openedAt', 'Opened', (row) => row.openedAt),
              at.payload('sentence', 'What was seen', (row) => row.sentence),
            ],
            { hasMore: pageInfo.hasNextPage },
          ),
          links: [pageLink('Alerts', '/alerts'), ...rows.slice(0, 5).map(({ ruleName, link }) => pageLink(ruleName, link))],
        };
      },
    },
    create: creating,
    acknowledge: acknowledging,
  },
});

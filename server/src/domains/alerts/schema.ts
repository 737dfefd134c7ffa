import { builder } from '../../platform/graphql/builder.ts';
import { NotFound, unwrap } from '../../platform/graphql/errors.ts';
import { globalId, uuidKey } from '../../platform/graphql/ids.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { assertCohort } from '../analytics/load.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { coalesced } from '../../platform/live/coalesce.ts';
import { acknowledge } from './commands/acknowledge.ts';
import { createChannel, deleteChannel, updateChannel } from './commands/channels.ts';
import { resendDelivery, testChannel } from './commands/deliveries.ts';
import { createRule, deleteRule, muteRule, nameOf, updateRule } from './commands/rules.ts';
import { checkRule } from './ingest/rule.ts';
import type { RuleInput } from './ingest/rule-fields.ts';
import { assertChannels } from './load/channels.ts';
import { BadAlertRule } from './errors.ts';
import { replayRule } from './load/replay.ts';
import { firingCount } from './queries/episodes.ts';
import { templatesOf } from './load/templates.ts';
import { AlertChannelInputRef, AlertChannelRef, AlertChannelResultRef, UpdateAlertChannelInputRef } from './schema/channel.ts';
import { AlertDeliveryRef } from './schema/delivery.ts';
import { AlertEpisodeRef } from './schema/episode.ts';
import { AlertRuleInputRef, channelKeys, ruleInputOf } from './schema/input.ts';
import { AlertPreviewRef, AlertTemplateRef } from './schema/preview.ts';
import { AlertRuleRef } from './schema/rule.ts';
import './schema/history.ts';
import './schema/lists.ts';
import { maxChannels, maxPreviewDays, maxRules, type Rule } from './types.ts';

builder.queryFields((t) => ({
  alertRules: t.prismaField({
    type: [AlertRuleRef],
    authScopes: { may: 'READ' },
    description: `Alert rules of the workspace, by name; at most ${maxRules}.`,
    resolve: (query, _root, _args, { stores, viewer: { workspaceId } }) =>
      stores.prisma.alertRule.findMany({ ...query, where: { workspaceId }, orderBy: { name: 'asc' }, take: maxRules }),
  }),
  alertRule: t.prismaField({
    type: AlertRuleRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'An alert rule; null: there is none of the id.',
    args: { id: t.arg.globalID({ required: true, for: AlertRuleRef, description: 'Global id of the rule.' }) },
    resolve: (query, _root, { id }, { stores, viewer: { workspaceId } }) =>
      stores.prisma.alertRule.findUnique({ ...query, where: { id: uuidKey(id.id), workspaceId } }),
  }),
  alertChannels: t.prismaField({
    type: [AlertChannelRef],
    authScopes: { may: 'READ' },
    description: `Channels that notices of alerts may go to, by name; at most ${maxChannels}.`,
    resolve: (query, _root, _args, { stores, viewer: { workspaceId } }) =>
      stores.prisma.alertChannel.findMany({ ...query, where: { workspaceId }, orderBy: { name: 'asc' }, take: maxChannels }),
  }),
  alertTemplates: t.field({
    type: [AlertTemplateRef],
    authScopes: { may: 'READ' },
    description:
      'Alert rules that teams with language models mostly want, with levels that follow from the last 14 days of the workspace; at most 50.',
    resolve: async (_root, _args, { stores, viewer }) => [...(await templatesOf(stores, viewer.workspaceId, new Date()))],
  }),
  alertPreview: t.field({
    type: AlertPreviewRef,
    authScopes: { may: 'READ' },
    description: `What an alert rule would have done in the last days: it is replayed on what is stored, with the same states and notices as in operation. Costly; at most ${maxPreviewDays} days.`,
    args: {
      input: t.arg({ type: AlertRuleInputRef, required: true, description: 'The rule to try; nothing is stored.' }),
      days: t.arg.int({ description: `Number of days, 1 to ${maxPreviewDays}; absent: ${maxPreviewDays}.` }),
    },
    complexity: 50,
    resolve: async (_root, { input, days }, { stores, viewer: { workspaceId } }) => {
      const given = await knownInput(stores, workspaceId, input);
      const { condition, ...checked } = unwrap(checkRule(given), 'input');
      const now = new Date();
      const length = days ?? maxPreviewDays;
      if (length < 1 || length > maxPreviewDays) throw new BadAlertRule('days', `is ${length}; 1 to ${maxPreviewDays} days are taken`);
      const rule: Rule = {
        ...checked,
        condition,
        id: '',
        workspaceId,
        channelIds: [],
        escalateTo: [],
        mutedUntil: null,
        armedAt: new Date(0),
        updatedAt: now,
        evaluatedTo: null,
      };
      return replayRule(stores, rule, now, length);
    },
  }),
}));

const ruleArgument = { required: true, for: AlertRuleRef, description: 'Global id of the rule.' } as const;

builder.mutationFields((t) => ({
  createAlertRule: t.prismaField({
    type: AlertRuleRef,
    authScopes: { may: 'EDIT_ALERTS' },
    description: `Makes an alert rule, which is evaluated from the next full minute on. At most ${maxRules} a workspace.`,
    args: { input: t.arg({ type: AlertRuleInputRef, required: true, description: 'The rule to make.' }) },
    resolve: async (query, _root, { input }, { stores, live, viewer: { workspaceId, person } }) => {
      const given = await knownInput(stores, workspaceId, input);
      const id = unwrap(await createRule({ stores, live, workspaceId }, person, given, new Date()), 'input');
      return stores.prisma.alertRule.findUniqueOrThrow({ ...query, where: { id, workspaceId } });
    },
  }),
  updateAlertRule: t.prismaField({
    type: AlertRuleRef,
    authScopes: { may: 'EDIT_ALERTS' },
    description:
      'Changes an alert rule. ALERT_RULE_CHANGED, and nothing is changed, where another change was saved in the meantime. Where the condition is another one, what is open is closed, and its series begin again.',
    args: {
      id: t.arg.id({ required: true, description: 'Global id of the rule.' }),
      input: t.arg({ type: AlertRuleInputRef, required: true, description: 'New content of the rule, whole.' }),
      updatedAt: t.arg({ type: 'DateTime', required: true, description: 'Field `updatedAt` of the rule that the change is based on.' }),
    },
    resolve: async (query, _root, { id, input, updatedAt }, { stores, live, viewer: { workspaceId } }) => {
      const given = await knownInput(stores, workspaceId, input);
      const ruleId = uuidKey(keyOfNode('AlertRule', String(id), 'id'));
      const key = unwrap(await updateRule({ stores, live, workspaceId }, ruleId, given, updatedAt, new Date()), 'input');
      return stores.prisma.alertRule.findUniqueOrThrow({ ...query, where: { id: key, workspaceId } });
    },
  }),
  deleteAlertRule: t.globalID({
    authScopes: { may: 'EDIT_ALERTS' },
    description: 'Deletes an alert rule and returns its id. Its episodes are kept; what is open is closed.',
    args: { id: t.arg.globalID(ruleArgument) },
    resolve: async (_root, { id }, { stores, live, viewer: { workspaceId } }) => ({
      type: AlertRuleRef,
      id: unwrap(await deleteRule({ stores, live, workspaceId }, uuidKey(id.id), new Date())),
    }),
  }),
  muteAlertRule: t.prismaField({
    type: AlertRuleRef,
    authScopes: { may: 'EDIT_ALERTS' },
    description: 'Holds the notices of an alert rule back until a time; what fires meanwhile and still does then is notified then.',
    args: {
      id: t.arg.globalID(ruleArgument),
      until: t.arg({ type: 'DateTime', required: true, description: 'Time until which no notices go out, at most 365 days ahead.' }),
    },
    resolve: async (query, _root, { id, until }, { stores, live, viewer: { workspaceId } }) => {
      const key = unwrap(await muteRule({ stores, live, workspaceId }, uuidKey(id.id), until, new Date()));
      return stores.prisma.alertRule.findUniqueOrThrow({ ...query, where: { id: key, workspaceId } });
    },
  }),
  unmuteAlertRule: t.prismaField({
    type: AlertRuleRef,
    authScopes: { may: 'EDIT_ALERTS' },
    description: 'Lets the notices of an alert rule go out again.',
    args: { id: t.arg.globalID(ruleArgument) },
    resolve: async (query, _root, { id }, { stores, live, viewer: { workspaceId } }) => {
      const key = unwrap(await muteRule({ stores, live, workspaceId }, uuidKey(id.id), null, new Date()));
      return stores.prisma.alertRule.findUniqueOrThrow({ ...query, where: { id: key, workspaceId } });
    },
  }),
  acknowledgeAlert: t.prismaField({
    type: AlertEpisodeRef,
    authScopes: { may: 'ACKNOWLEDGE_ALERTS' },
    description: 'Acknowledges an episode: no reminders and no escalation from now on. One that is acknowledged or over stays as it is.',
    args: { episodeId: t.arg.id({ required: true, description: 'Global id of the episode.' }) },
    resolve: async (query, _root, { episodeId }, { stores, live, viewer: { workspaceId, person } }) => {
      const id = uuidKey(keyOfNode('AlertEpisode', String(episodeId), 'episodeId'));
      unwrap(await acknowledge({ stores, live, workspaceId }, id, nameOf(person), new Date()));
      return stores.prisma.alertEpisode.findUniqueOrThrow({ ...query, where: { id, workspaceId } });
    },
  }),
  createAlertChannel: t.field({
    type: AlertChannelResultRef,
    authScopes: { may: 'EDIT_ALERT_CHANNELS' },
    description: `Makes a channel for notices of alerts. Address and key are stored encrypted and never returned; the secret of a webhook is returned this once. At most ${maxChannels} a workspace.`,
    args: { input: t.arg({ type: AlertChannelInputRef, required: true, description: 'The channel to make.' }) },
    resolve: async (_root, { input }, { stores, live, viewer: { workspaceId } }) =>
      unwrap(await createChannel({ stores, live, workspaceId }, input), 'input'),
  }),
  updateAlertChannel: t.field({
    type: AlertChannelResultRef,
    authScopes: { may: 'EDIT_ALERT_CHANNELS' },
    description:
      'Changes a channel for notices of alerts. An address or a key that is absent stays. A channel that the server has switched off is on again.',
    args: { input: t.arg({ type: UpdateAlertChannelInputRef, required: true, description: 'New content of the channel.' }) },
    resolve: async (_root, { input: { id, ...input } }, { stores, live, viewer: { workspaceId } }) =>
      unwrap(await updateChannel({ stores, live, workspaceId }, uuidKey(id.id), input, new Date()), 'input'),
  }),
  deleteAlertChannel: t.globalID({
    authScopes: { may: 'EDIT_ALERT_CHANNELS' },
    description: 'Deletes a channel for notices of alerts with what it was sent, and returns its id. Rules do not name it any more.',
    args: { id: t.arg.globalID({ required: true, for: AlertChannelRef, description: 'Global id of the channel.' }) },
    resolve: async (_root, { id }, { stores, live, viewer: { workspaceId } }) => ({
      type: AlertChannelRef,
      id: unwrap(await deleteChannel({ stores, live, workspaceId }, uuidKey(id.id))),
    }),
  }),
  testAlertChannel: t.prismaField({
    type: AlertDeliveryRef,
    authScopes: { may: 'EDIT_ALERT_CHANNELS' },
    description:
      'Sends a test through a channel, waits for the answer of the receiver for at most 15 s, and returns the delivery with that answer.',
    args: { id: t.arg.globalID({ required: true, for: AlertChannelRef, description: 'Global id of the channel.' }) },
    resolve: async (query, _root, { id }, { stores, live, viewer: { workspaceId } }) => {
      const key = unwrap(await testChannel({ stores, live, workspaceId }, uuidKey(id.id), new Date()));
      return stores.prisma.alertDelivery.findUniqueOrThrow({ ...query, where: { id: key, workspaceId } });
    },
  }),
  resendAlertDelivery: t.prismaField({
    type: AlertDeliveryRef,
    authScopes: { may: 'EDIT_ALERTS' },
    description: 'Sends a notice once more, under the same key. One that waits is sent when its time comes.',
    args: { id: t.arg.globalID({ required: true, for: AlertDeliveryRef, description: 'Global id of the delivery.' }) },
    resolve: async (query, _root, { id }, { stores, live, viewer: { workspaceId } }) => {
      const key = unwrap(await resendDelivery({ stores, live, workspaceId }, uuidKey(id.id)));
      return stores.prisma.alertDelivery.findUniqueOrThrow({ ...query, where: { id: key, workspaceId } });
    },
  }),
  createAlertFromTemplate: t.prismaField({
    type: AlertRuleRef,
    authScopes: { may: 'EDIT_ALERTS' },
    description: 'Makes an alert rule from a template, with channels. The name gets a number where another rule has it.',
    args: {
      key: t.arg.string({ required: true, description: 'Key of the template.' }),
      channelIds: t.arg.idList({
        required: true,
        description: 'Global ids of the channels that notices go to; empty: the page alone shows the alerts.',
      }),
    },
    resolve: async (query, _root, { key, channelIds }, { stores, live, viewer: { workspaceId, person } }) => {
      const channels = channelKeys(channelIds, 'channelIds');
      await assertChannels(stores, workspaceId, channels, 'channelIds');
      const templates = await templatesOf(stores, workspaceId, new Date());
      const template = templates.find((one) => one.key === key);
      if (template === undefined)
        throw new NotFound(
          'Alert template',
          key.slice(0, 60),
          'key',
          `There is no template ${JSON.stringify(key.slice(0, 60))}; there are ${templates.map((one) => one.key).join(', ')}.`,
        );
      const rules = await stores.prisma.alertRule.findMany({ where: { workspaceId }, select: { name: true } });
      const input = { ...template.rule, name: freeName(template.rule.name, new Set(rules.map(({ name }) => name))), channelIds: channels };
      const id = unwrap(await createRule({ stores, live, workspaceId }, person, input, new Date()));
      return stores.prisma.alertRule.findUniqueOrThrow({ ...query, where: { id, workspaceId } });
    },
  }),
}));

type GivenRule = typeof AlertRuleInputRef.$inferInput;

/** The input of a rule, of which the cohort and the channels are there. Errors: throws NOT_FOUND for one that is not. */
async function knownInput(stores: Stores, workspaceId: string, input: GivenRule): Promise<RuleInput> {
  const given = ruleInputOf(input);
  await assertCohort(stores.postgres, workspaceId, given.filter, 'input.filter');
  await assertChannels(stores, workspaceId, given.channelIds ?? [], 'input.channelIds');
  await assertChannels(stores, workspaceId, given.escalateTo ?? [], 'input.escalateTo');
  return given;
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name} ${number}`;
  return free;
}

const AlertsChangeRef = builder
  .objectRef<{ readonly firingCount: number; readonly episodeIds: readonly string[] }>('AlertsChange')
  .implement({
    description: 'A notice that alert rules, channels, episodes or deliveries have changed.',
    fields: (t) => ({
      firingCount: t.exposeInt('firingCount', { description: 'Number of episodes that fire and are not acknowledged.' }),
      ids: t.idList({
        description:
          'Global ids of episodes that have changed since the last notice that was delivered; empty: rules, channels or deliveries have.',
        resolve: ({ episodeIds }) => episodeIds.map((id) => globalId('AlertEpisode', id)),
      }),
    }),
  });

builder.subscriptionField('alertsChanged', (t) =>
  t.field({
    type: AlertsChangeRef,
    authScopes: { may: 'READ' },
    description:
      'Number of firing alerts at once, then again whenever rules, channels, episodes or deliveries have changed; at most one a second.',
    extensions: { sharing: 'state' },
    subscribe: (_root, _args, { live, viewer }) =>
      coalesced(live, 'alerts.changed', viewer.workspaceId, { everyMs: 1_000, first: true }) as AsyncIterable<unknown>,
    resolve: async (payload, _args, { stores, viewer: { workspaceId } }) => {
      const [{ count } = { count: 0 }] = await firingCount(stores.postgres, { workspaceId });
      return { firingCount: count, episodeIds: (payload as { ids: readonly string[] } | null)?.ids ?? [] };
    },
  }),
);

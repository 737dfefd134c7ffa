import { isEnumType, isInputObjectType, isIntrospectionType, isObjectType, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { examples } from '../src/protocols/graphql/explorer/examples.ts';
import { leastRole, permissionNames, type Permission } from '../src/platform/permissions.ts';
import { schema } from '../src/schema.ts';
import { describedOf, placedOf, renamedValues, weakness, type Placed } from './schema.rules.testing.ts';

const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];

describe('every root field', () => {
  const fields = roots.flatMap((type) =>
    Object.values(type?.getFields() ?? {}).map((field) => ({ name: `${type?.name}.${field.name}`, field })),
  );
  test.each(fields)('$name names the permission that it needs', ({ field }) => {
    const { authScopes } = (field.extensions['pothosOptions'] ?? {}) as { authScopes?: { may?: string } };
    expect(permissionNames).toContain(authScopes?.may);
  });
});

/** docs/graphql.md is what these rules are. `exceptions`: by coordinate, each with its reason; one that is not needed fails, too. */
function rule(name: string, broken: readonly string[], exceptions: Readonly<Record<string, string>> = {}): void {
  test(name, () => {
    expect(broken.filter((at) => exceptions[at] === undefined)).toEqual([]);
    expect(
      Object.keys(exceptions).filter((at) => !broken.includes(at)),
      'exceptions that are not needed',
    ).toEqual([]);
  });
}

const placed = placedOf(schema);
const current = placed.filter(({ deprecationReason }) => deprecationReason === null);
const argumentsOf = (at: string): Placed[] => current.filter((argument) => argument.at.startsWith(`${at}(`));
const rootFields = (type: string): Placed[] => current.filter(({ at, kind }) => kind === 'output field' && at.startsWith(`${type}.`));
const at = (those: readonly Placed[]): string[] => those.map((one) => one.at);

describe('a description stands alone', () => {
  rule(
    'with three words or more, a subject, and the terms of the field',
    describedOf(schema).flatMap(({ at: where, description }) => {
      const problem = weakness(description);
      return problem === null ? [] : [`${where} ${problem}: ${description}`];
    }),
  );
  test.each([
    ['', 'has 0 words'],
    ['The tool.', 'has 2 words'],
    ['Its whole text, as sent.', 'begins with a pronoun'],
    ['How many of them failed.', 'begins with a pronoun'],
    ['The span that it is a step of.', 'leans on a pronoun'],
    ['Model of the span; null: not told.', 'has "told"'],
    ['Number of spans that failed.', null],
    ['Deletes a saved view and returns its id.', null],
  ])('%s: %s', (description, problem) => expect(weakness(description)).toBe(problem));
});

describe('ids', () => {
  /** Names of the thing that another one belongs to. */
  const ofAnother: ReadonlySet<string> = new Set([
    'ids',
    'jobId',
    'jobIds',
    'memberId',
    'baselineId',
    'connectionId',
    'driftBaselineId',
    'assistantConversationId',
    'turnId',
    'parentTurnId',
    'insteadOfTurnId',
    'memberIds',
    'personId',
    'findings',
    'anomalyId',
    'ruleId',
    'judgeId',
    'judgeIds',
    'evaluationItemId',
    // The two runs of a comparison.
    'a',
    'b',
    'rubricId',
    'episodeId',
    'channelId',
    'channelIds',
    'escalateTo',
    'queueId',
    'queueItemId',
    'queueItemIds',
    'continualSessionId',
    'loopItemId',
    'loopItemIds',
    'runId',
    'baseId',
    'cohort',
    'cohortIds',
    'againstId',
    'otherId',
    'runnerId',
    'assigneeIds',
    'runnerIds',
    'versionId',
    'messageId',
    'configurationId',
    'configurationIds',
    'suiteId',
    'parentVersionId',
    'continualSessionId',
    'previousVersionId',
    'studyId',
  ]);
  rule(
    'an argument `id` is the global id',
    at(current.filter(({ kind, name, typeName, isNonNull }) => kind === 'argument' && name === 'id' && !(typeName === 'ID' && isNonNull))),
    { 'Query.dataset(id:)': 'by the name where there is no id' },
  );
  rule(
    'ID is the scalar of global ids, and of nothing else',
    at(current.filter(({ name, typeName }) => typeName === 'ID' && name !== 'id' && name !== 'deletedId' && !ofAnother.has(name))).filter(
      (where) => !/^(Mutation\.(delete|remove|leave)|Subscription\.\w+Deleted$)/.test(where),
    ),
  );
  rule(
    'a type with an ID can be fetched by it',
    at(current.filter(({ name, typeName, kind }) => kind === 'output field' && name === 'id' && typeName === 'ID')).filter((where) => {
      const type = schema.getType(where.split('.')[0] as string);
      return !(isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node')) && where !== 'Node.id';
    }),
  );
  const scalars = Map.groupBy(
    current.filter(({ name }) => /(?:Id|At)$/.test(name) && name !== 'deletedId'),
    ({ name }) => name,
  );
  rule(
    'ids and times of one name have one scalar',
    [...scalars].filter(([, those]) => new Set(those.map(({ typeName }) => typeName)).size > 1).map(([name]) => name),
  );
});

describe('mutations', () => {
  /** In any order: the schema sorts arguments by name. */
  const isBatchOf = (args: readonly Placed[]): boolean =>
    args.length === 2 &&
    args.some(({ name, typeName }) => ['jobId', 'runId', 'studyId'].includes(name) && typeName === 'ID') &&
    args.some(({ isList, isNonNull }) => isList && isNonNull);
  const isOneInput = ([first, ...others]: readonly Placed[]): boolean =>
    first === undefined ||
    (others.length === 0 &&
      ((first.name === 'input' && isInputObjectType(schema.getType(first.typeName)) && first.typeName.endsWith('Input')) ||
        (first.isList && isInputObjectType(schema.getType(first.typeName))) ||
        first.name === 'id' ||
        first.name === 'traceId')) ||
    isBatchOf([first, ...others]);
  rule(
    'take nothing, an id, one input, or one batch alone, of a job or of a run',
    at(rootFields('Mutation').filter((field) => !isOneInput(argumentsOf(field.at)))),
    {
      'Mutation.updateTrainingParameters': 'a name that clients relied on before it was there',
      'Mutation.cancelTrainingJob': 'a name that clients relied on before it was there',
      'Mutation.removeMember': 'a choice that came after its id',
      'Mutation.runAssistantTool': 'a name that clients relied on before it was there',
      'Mutation.judgeAnomaly': 'one choice beside its id',
      'Mutation.dismissInsight': 'one choice beside its id',
      'Mutation.assignAnomaly': 'one choice beside its id',
      'Mutation.noteAnomaly': 'one text beside its id',
      'Mutation.muteSeries': 'one choice beside its id',
      'Mutation.updateSignalSettings': 'one choice alone',
      'Mutation.updateAlertRule': 'beside the rule stands which version of it was read',
      'Mutation.muteAlertRule': 'an act on one rule with its end, as it is sent from a phone',
      'Mutation.acknowledgeAlert': 'the id of an episode alone, by the name that tells it from its rule',
      'Mutation.createAlertFromTemplate': 'a key with its channels: one click',
    },
  );
  const hasEarlierForm = (field: Placed): boolean =>
    placed.some(({ at: where, deprecationReason }) => deprecationReason !== null && where.startsWith(`${field.at}(`));
  rule(
    'require what they take, where they have no earlier form',
    at(rootFields('Mutation').filter((field) => !hasEarlierForm(field) && argumentsOf(field.at).some(({ isNonNull }) => !isNonNull))),
    {
      'Mutation.cancelTrainingJob': 'absent is the ordinary end, without a checkpoint',
      'Mutation.removeMember': 'absent: keys of the workspace go on',
      'Mutation.judgeAnomaly': 'absent: no reason, and all findings',
      'Mutation.assignAnomaly': 'absent: assigned to no one',
      'Mutation.dismissInsight': 'absent: no note',
    },
  );
  rule(
    'are for editors, or say why they are not',
    Object.values(schema.getMutationType()?.getFields() ?? {})
      .filter(
        ({ extensions }) => leastRole((extensions['pothosOptions'] as { authScopes: { may: Permission } }).authScopes.may) !== 'EDITOR',
      )
      .map(({ name }) => `Mutation.${name}`),
    {
      'Mutation.runAssistantTool': 'every reader: it reads, and proposes changes',
      'Mutation.runAssistantAction': 'every reader: the mutation that it runs asks for its own permission',
      'Mutation.declineAssistantAction': 'every reader: it is a proposal for themselves',
      'Mutation.saveView': 'ANALYST: a view changes no data',
      'Mutation.deleteView': 'ANALYST: a view changes no data',
      'Mutation.setDefaultView': 'ANALYST: a view changes no data',
      'Mutation.saveBoard': 'ANALYST: a board changes no data',
      'Mutation.restoreBoard': 'ANALYST: as a change of the board',
      'Mutation.deleteBoard': 'ANALYST: as a view',
      'Mutation.createAnnotation': 'ANALYST: a mark changes no data',
      'Mutation.updateAnnotation': 'ANALYST: as the making of a mark',
      'Mutation.deleteAnnotation': 'ANALYST: as the making of a mark',
      'Mutation.createApiKey': 'ADMIN: a key admits others',
      'Mutation.revokeApiKey': 'ADMIN: a revoked key shuts out an application',
      'Mutation.createPersonalKey': 'any person: the key may do no more than its person',
      'Mutation.revokePersonalKey': 'any person: it is their own',
      'Mutation.createSignInLink': 'ADMIN: it lets a member in',
      'Mutation.setSignInPolicy': 'OWNER: it may shut members out',
      'Mutation.askAssistant': 'VIEWER: a conversation changes no data, and its tools have the rights of the viewer',
      'Mutation.retryAssistantTurn': 'VIEWER: as those who ask',
      'Mutation.stopAssistantTurn': 'VIEWER: as those who ask',
      'Mutation.showAssistantTurn': 'VIEWER: as those who ask',
      'Mutation.rateAssistantTurn': 'VIEWER: as those who ask',
      'Mutation.settleAssistantProposal': 'VIEWER: the change itself needs its own permission',
      'Mutation.undoAssistantProposal': 'VIEWER: the change itself needs its own permission',
      'Mutation.updateAssistantConversation': 'VIEWER: it is their own conversation',
      'Mutation.branchAssistantConversation': 'VIEWER: as those who ask',
      'Mutation.deleteAssistantConversation': 'VIEWER: it is their own conversation',
      'Mutation.runPlayground': 'ANALYST: a run changes no data, and is held by the budget of the person',
      'Mutation.stopPlaygroundRun': 'ANALYST: it is their own run',
      'Mutation.stopPlaygroundAnswer': 'ANALYST: it is their own run',
      'Mutation.continuePlaygroundAnswer': 'ANALYST: as those who run',
      'Mutation.retryPlaygroundAnswer': 'ANALYST: as those who run',
      'Mutation.updatePlaygroundRun': 'ANALYST: it is their own run',
      'Mutation.deletePlaygroundRun': 'ANALYST: it is their own run',
      'Mutation.setAssistantSettings': 'ADMIN: it lets changes be made without a card',
      'Mutation.acknowledgeAlert': 'ANALYST: whoever is on call may say so',
      'Mutation.createAlertChannel': 'ADMIN: what a workspace does leaves it there',
      'Mutation.updateAlertChannel': 'ADMIN: as the making of a channel',
      'Mutation.deleteAlertChannel': 'ADMIN: as the making of a channel',
      'Mutation.testAlertChannel': 'ADMIN: as the making of a channel',
      'Mutation.createModelConnection': 'ADMIN: a connection holds a key, leads anywhere, and costs money',
      'Mutation.updateModelConnection': 'ADMIN: as the making of a connection',
      'Mutation.deleteModelConnection': 'ADMIN: as the making of a connection',
      'Mutation.checkModelConnection': 'ADMIN: it asks a server that a person has named',
      'Mutation.createSlackConnection': 'ADMIN: others read through it',
      'Mutation.deleteSlackConnection': 'ADMIN: as the making of a connection',
      'Mutation.linkSlackAccount': 'VIEWER: others read nothing by it that the person could not show them',
      'Mutation.deleteSlackLink': 'every person: it is their own link',
      'Mutation.setModelSettings': 'ADMIN: it says what people may spend',
      'Mutation.setPreference': 'every viewer: it is for themselves alone',
      'Mutation.createExport': 'ANALYST: it changes no data',
      'Mutation.cancelExport': 'ANALYST: as those who export',
      'Mutation.deleteExport': 'ANALYST: as those who export',
      'Mutation.saveExportSchedule': 'ANALYST: as those who export',
      'Mutation.deleteExportSchedule': 'ANALYST: as those who export',
      'Mutation.exportUserData': 'ADMIN: it is everything that a user has sent',
      'Mutation.createWorkspace': 'any person who is admin or owner of a workspace: the command looks',
      'Mutation.acceptInvitation': 'any person: the invitation is for their address',
      'Mutation.leaveWorkspace': 'any person: it is their own membership',
      'Mutation.inviteMember': 'ADMIN: an invitation admits others',
      'Mutation.revokeInvitation': 'ADMIN: as those who invite',
      'Mutation.setMemberRole': 'ADMIN: a role is what others may do',
      'Mutation.removeMember': 'ADMIN: as a change of role',
      'Mutation.transferOwnership': 'OWNER: an owner gives it away',
      'Mutation.renameWorkspace': 'ADMIN: all members see the name',
      'Mutation.archiveWorkspace': 'ADMIN: nothing is taken in any more',
      'Mutation.restoreWorkspace': 'ADMIN: as the archiving',
      'Mutation.deleteWorkspace': 'OWNER: a deleted workspace cannot be restored',
      'Mutation.revokeSession': 'any person: it is their own',
      'Mutation.revokeOtherSessions': 'any person: they are their own',
      'Mutation.judgeMessages': 'ANALYST: who studies messages may judge them',
      'Mutation.scoreEvaluationItem': 'ANALYST: as the judgment of a message',
      'Mutation.judgeAnomaly': 'ANALYST: who studies messages may judge what was found in them',
      'Mutation.undoAnomalyVerdict': 'ANALYST: as the verdict',
      'Mutation.acknowledgeAnomaly': 'ANALYST: as the verdict',
      'Mutation.resolveAnomaly': 'ANALYST: as the verdict',
      'Mutation.reopenAnomaly': 'ANALYST: as the verdict',
      'Mutation.assignAnomaly': 'ANALYST: as the verdict',
      'Mutation.noteAnomaly': 'ANALYST: as the verdict',
      'Mutation.muteSeries': 'ANALYST: as the verdict',
      'Mutation.unmuteSeries': 'ANALYST: as the verdict',
      'Mutation.dismissInsight': 'ANALYST: as the verdict on an anomaly',
      'Mutation.updateMeaningSettings': 'ADMIN: it sends texts elsewhere and costs money',
      'Mutation.restoreInsight': 'ANALYST: as the dismissal',
      'Mutation.visitInsights': 'every viewer: it is for themselves alone',
      'Mutation.pinDriftBaseline': 'ANALYST: a baseline changes no data',
      'Mutation.deleteDriftBaseline': 'ANALYST: as the making of a baseline',
      'Mutation.leaseQueueItem': 'REVIEWER: what annotation queues are for',
      'Mutation.submitQueueItem': 'REVIEWER: as the lease',
      'Mutation.skipQueueItem': 'REVIEWER: as the lease',
      'Mutation.undoQueueItem': 'REVIEWER: as the lease',
      'Mutation.revokeRunner': 'ADMIN: a revoked runner loses its jobs',
      'Mutation.setDataPolicy': 'ADMIN: a policy deletes and masks what others rely on',
      'Mutation.deleteTrace': 'ADMIN: a deleted trace cannot be restored',
      'Mutation.deleteUser': 'ADMIN: what a deleted user has sent cannot be restored',
      'Mutation.deleteTrainingJob': 'ADMIN: a deleted job cannot be restored, nor its points',
      'Mutation.setReleasePolicy': 'ADMIN: an editor would lift what blocks their own deployment',
      'Mutation.deleteTransferSession': 'ADMIN: a deleted session cannot be restored',
      'Mutation.deleteContinualSession': 'ADMIN: a deleted session cannot be restored',
      'Mutation.deleteBenchmarkRun': 'ADMIN: a deleted run cannot be restored',
      'Mutation.deleteBenchmarkSuite': 'ADMIN: nor can a suite, with all of its runs',
      'Mutation.deleteStudy': 'ADMIN: nor can a study, with all of its trials',
      'Mutation.rebuildFacts': 'ADMIN: a rebuild occupies both stores for long',
    },
  );
  rule(
    'that delete give the id of what is gone',
    at(
      rootFields('Mutation').filter(({ name, typeName }) => {
        const type = schema.getType(typeName);
        return name.startsWith('delete') && !(typeName === 'ID' || (isObjectType(type) && type.getFields()['deletedId'] !== undefined));
      }),
    ),
    {
      'Mutation.deleteTrace': 'a trace has no global id: it gives the traceId, a String',
      'Mutation.deleteWorkspace': 'the workspace goes after its period of grace: it gives the workspace with that time',
      'Mutation.deleteUser': 'a user has no global id, and the deletion goes on in the background: it gives the deletion',
    },
  );
});

describe('closed sets', () => {
  rule('are mapped by name', renamedValues(schema));
  const enumNames = Object.values(schema.getTypeMap()).flatMap((type) =>
    isEnumType(type) && !isIntrospectionType(type) ? [type.name[0]?.toLowerCase() + type.name.slice(1)] : [],
  );
  rule(
    'are enums wherever they stand',
    at(current.filter(({ name, typeName }) => typeName === 'String' && enumNames.some((known) => name === known || name === `${known}s`))),
    {
      'AnalyticsFilter.trainingMethods': 'outside clients send it as [String!]; checked by checkFilter',
      'PromptMessage.role': 'a prompt may have any role that a provider knows',
      'PromptMessageInput.role': 'a prompt may have any role that a provider knows',
    },
  );
});

describe('what can be large states its limit', () => {
  const states = /\b\d[\d,]*\b/;
  rule(
    'a list of a root field',
    at([...rootFields('Query'), ...rootFields('Analytics')].filter(({ isList, description }) => isList && !states.test(description))),
    {
      'Query.prices': 'prices are few: each is set by a person, or an entry of a table of at most 20,000',
      'Analytics.byModel': 'as many as there are models in the filter',
      'Analytics.byProvider': 'as many as there are providers in the filter',
      'Analytics.byTrainingMethod': 'as many as there are training methods',
      'Analytics.byVariant': 'as many as there are variants in the filter',
      'Analytics.conversationLengths': 'as many as there are different lengths',
      'Analytics.previousConversationLengths': 'as many as there are different lengths',
    },
  );
  rule(
    'an argument that sets the length of a list',
    at(current.filter(({ kind, name }) => kind === 'argument' && (name === 'first' || name === 'last' || name === 'top'))).filter(
      (where) => !states.test(current.find((one) => one.at === where)?.description ?? ''),
    ),
  );
  const costly = rootFields('Trace')
    .concat(rootFields('Span'))
    .filter((field) => {
      const type = schema.getType(field.at.split('.')[0] as string);
      const complexity = isObjectType(type)
        ? (type.getFields()[field.name]?.extensions as { complexity?: unknown } | undefined)?.complexity
        : undefined;
      return typeof complexity === 'number' && complexity >= 20;
    });
  rule('a field that costs 20 points or more', at(costly.filter(({ description }) => !description.includes('Costly'))));
  test('and there are such fields', () => expect(costly.length).toBeGreaterThan(3));
});

rule(
  'what is deprecated says what to use instead',
  at(placed.filter(({ deprecationReason }) => deprecationReason !== null && !/^Use `[\w.]+`\.$/.test(deprecationReason))),
);

test.each(examples(new Date(0)).map(({ query }) => ({ query, name: query.split('\n', 1)[0] })))(
  'the explorer opens with a valid example: $name',
  ({ query }) => {
    expect(validate(schema, parse(query))).toEqual([]);
  },
);

import { queryFromInfo } from '@pothos/plugin-prisma';
import { builder } from '../../../platform/graphql/builder.ts';
import { BadArgument, fail, succeed, unwrap, type Result } from '../../../platform/graphql/errors.ts';
import type { Conversation } from '../../../platform/store/prisma/generated/client.ts';
import { messagesByIds } from '../../messages/schema/page.ts';
import { MessageRef } from '../../messages/schema/message.ts';
import type { SentimentCorrelation } from '../load/correlations.ts';
import { Sentiment, type EmotionShare, type SentimentPoint, type TrajectoryShare } from '../load/sentiment.ts';
import { modelVersion, type Turned } from '../load/versions.ts';
import { CorrelateRef, EmotionRef, TrajectoryRef } from './enums.ts';

const interval = 'of the interval at 95 %, each conversation counting as one draw; null: there are fewer than two conversations.';

const LanguageShareRef = builder
  .objectRef<{ language: string; isSupported: boolean; messageCount: number; share: number }>('LanguageShare')
  .implement({
    description: "Share of users' messages in one language.",
    fields: (t) => ({
      language: t.exposeString('language', { description: 'Code of the language, ISO 639-1; "und": it could not be determined.' }),
      isSupported: t.exposeBoolean('isSupported', { description: 'Whether emotions are read in the language.' }),
      messageCount: t.exposeInt('messageCount', { description: 'Number of messages of users.' }),
      share: t.exposeFloat('share', { description: 'Share of all messages of users, 0 to 1.' }),
    }),
  });

const EmotionShareRef = builder.objectRef<EmotionShare>('EmotionShare').implement({
  description: "Share of users' messages of supported languages that show an emotion; a message may show several.",
  fields: (t) => ({
    emotion: t.expose('emotion', { type: EmotionRef, description: 'Emotion of the messages.' }),
    messageCount: t.exposeInt('messageCount', { description: 'Number of messages that show it.' }),
    share: t.exposeFloat('share', { description: 'Share of the messages of supported languages, 0 to 1.' }),
    low: t.exposeFloat('low', { nullable: true, description: `Lower end ${interval}` }),
    high: t.exposeFloat('high', { nullable: true, description: `Upper end ${interval}` }),
    previousShare: t.exposeFloat('previousShare', {
      nullable: true,
      description:
        'Share in the period of equal length just before, 0 to 1; null: it has no supported message, or the filter leaves an end open.',
    }),
  }),
});

const SentimentPointRef = builder.objectRef<SentimentPoint>('SentimentPoint').implement({
  description: "Sentiment of users' messages of supported languages in one bucket of time.",
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'Start of the bucket.' }),
    messageCount: t.exposeInt('messageCount', { description: 'Number of messages.' }),
    average: t.exposeFloat('average', { description: 'Mean sentiment, -1 to 1.' }),
    low: t.exposeFloat('low', { nullable: true, description: `Lower end ${interval}` }),
    high: t.exposeFloat('high', { nullable: true, description: `Upper end ${interval}` }),
    frustrationShare: t.exposeFloat('frustrationShare', { description: 'Share of the messages that show frustration, 0 to 1.' }),
    confusionShare: t.exposeFloat('confusionShare', { description: 'Share of the messages that show confusion, 0 to 1.' }),
    satisfactionShare: t.exposeFloat('satisfactionShare', { description: 'Share of the messages that show satisfaction, 0 to 1.' }),
  }),
});

const TrajectoryShareRef = builder.objectRef<TrajectoryShare>('TrajectoryShare').implement({
  description: 'Share of conversations that took one course, of those with a supported message of a user.',
  fields: (t) => ({
    trajectory: t.expose('trajectory', { type: TrajectoryRef, description: 'Course of the conversations.' }),
    conversationCount: t.exposeInt('conversationCount', { description: 'Number of conversations.' }),
    share: t.exposeFloat('share', { description: 'Share of the conversations, 0 to 1.' }),
    low: t.exposeFloat('low', {
      nullable: true,
      description: 'Lower end of the interval of the share at 95 %; null: there is no conversation.',
    }),
    high: t.exposeFloat('high', {
      nullable: true,
      description: 'Upper end of the interval of the share at 95 %; null: there is no conversation.',
    }),
  }),
});

const none = 'null: fewer than ten conversations have both numbers, or all have the same.';
const SentimentCorrelationRef = builder.objectRef<SentimentCorrelation>('SentimentCorrelation').implement({
  description: 'How the mean sentiment of a conversation goes with another of its numbers.',
  fields: (t) => ({
    with: t.expose('with', { type: CorrelateRef, description: 'Number that sentiment is compared with.' }),
    n: t.exposeInt('n', { description: 'Number of conversations that have both, at most 50,000, by the hash of their ids.' }),
    coefficient: t.exposeFloat('coefficient', { nullable: true, description: `Rank correlation of Spearman, -1 to 1; ${none}` }),
    low: t.exposeFloat('low', { nullable: true, description: `Lower end of the interval of the coefficient at 95 %; ${none}` }),
    high: t.exposeFloat('high', { nullable: true, description: `Upper end of the interval of the coefficient at 95 %; ${none}` }),
    pValue: t.exposeFloat('pValue', {
      nullable: true,
      description: `Probability of a coefficient as far from 0 without any correlation; ${none}`,
    }),
    sentence: t.exposeString('sentence', { description: 'Result as a sentence.' }),
  }),
});

interface TurnedConversation extends Turned {
  readonly conversation: Conversation;
}

const TurnedConversationRef = builder.objectRef<TurnedConversation & { readonly message: object | null }>('TurnedConversation').implement({
  description: 'A conversation whose feelings turned, for better or worse.',
  fields: (t) => ({
    conversation: t.prismaField({
      type: 'Conversation',
      description: 'Conversation that turned.',
      resolve: (_query, { conversation }) => conversation,
    }),
    start: t.exposeFloat('start', { description: "Sentiment of the user's first message in the time range, -1 to 1." }),
    turningMessage: t.prismaField({
      type: MessageRef,
      nullable: true,
      description: 'First message of the user after the turn; null: it was deleted.',
      resolve: (_query, { message }) => message as never,
    }),
    end: t.exposeFloat('end', { description: "Sentiment of the user's last message in the time range, -1 to 1." }),
    trajectory: t.expose('trajectory', { type: TrajectoryRef, description: 'Course of the conversation: RESOLVED or TURNED_NEGATIVE.' }),
  }),
});

const maxTurned = 100;
const countOf = (first: number): Result<number, BadArgument> =>
  first >= 1 && first <= maxTurned ? succeed(first) : fail(new BadArgument('first', `${first} is not possible; 1 to ${maxTurned} are.`));

export const SentimentRef = builder.objectRef<Sentiment>('Sentiment').implement({
  description:
    'Feelings of users, read from their messages by a model that the product ships; its card stands in docs/meaning.md. Messages of languages that the model does not support are counted and left out of all else.',
  fields: (t) => ({
    messageCount: t.int({ description: 'Number of messages of users.', resolve: (sentiment) => sentiment.messageCount() }),
    supportedCount: t.int({
      description: 'Number of messages whose sentiment was read: of supported languages, with a word in the text.',
      resolve: async (sentiment) => (await sentiment.sums())?.messageCount ?? 0,
    }),
    average: t.float({
      nullable: true,
      description: 'Mean sentiment, -1 (negative) to 1 (positive); null: no message was read.',
      resolve: async (sentiment) => (await sentiment.average())?.mean ?? null,
    }),
    low: t.float({
      nullable: true,
      description: `Lower end ${interval}`,
      resolve: async (sentiment) => (await sentiment.average())?.low ?? null,
    }),
    high: t.float({
      nullable: true,
      description: `Upper end ${interval}`,
      resolve: async (sentiment) => (await sentiment.average())?.high ?? null,
    }),
    languages: t.field({
      type: [LanguageShareRef],
      description: 'Languages of the messages, most frequent first, 100 at most.',
      resolve: async (sentiment) => {
        const [languages, all] = [await sentiment.languages(), await sentiment.messageCount()];
        return languages.map((one) => ({ ...one, share: one.messageCount / all }));
      },
    }),
    emotions: t.field({
      type: [EmotionShareRef],
      description: 'Every emotion, in the order of the enum; empty where no message was read.',
      resolve: (sentiment) => sentiment.emotions(),
    }),
    series: t.field({
      type: [SentimentPointRef],
      description: 'Buckets of the automatic interval, oldest first, some 120 at most; buckets without a message are absent.',
      resolve: (sentiment) => sentiment.series(),
    }),
    trajectories: t.field({
      type: [TrajectoryShareRef],
      description: 'Every course that conversations took, in the order of the enum; empty where no message was read.',
      resolve: (sentiment) => sentiment.trajectories(),
    }),
    correlations: t.field({
      type: [SentimentCorrelationRef],
      description: 'Sentiment beside each number of a conversation, in the order of the enum.',
      resolve: (sentiment) => sentiment.correlations(),
    }),
    turned: t.field({
      type: [TurnedConversationRef],
      description: `Conversations that turned, those with the newest message first, ${maxTurned} at most.`,
      args: { first: t.arg.int({ defaultValue: 20, description: `Largest number of conversations, 1 to ${maxTurned}.` }) },
      resolve: async (sentiment, { first }, context, info) => {
        const turned = await sentiment.turned(unwrap(countOf(first ?? 20)));
        const query = queryFromInfo({ context, info, typeName: 'Conversation', path: ['conversation'], select: { id: true } });
        const ids = turned.map(({ conversationId }) => conversationId);
        const [conversations, messages] = await Promise.all([
          context.stores.prisma.conversation.findMany({
            ...query,
            where: { workspaceId: context.viewer.workspaceId, id: { in: ids } },
          } as object),
          messagesByIds(
            context,
            info,
            turned.map(({ messageId }) => messageId),
            ['turningMessage'],
          ),
        ]);
        const byId = new Map((conversations as Conversation[]).map((one) => [one.id, one]));
        const messageOf = new Map(messages.map((one) => [one.id, one]));
        return turned.flatMap((one) => {
          const conversation = byId.get(one.conversationId);
          return conversation === undefined ? [] : [{ ...one, conversation, message: messageOf.get(one.messageId) ?? null }];
        });
      },
    }),
    modelVersion: t.string({ description: 'Version of the model that reads emotions.', resolve: () => modelVersion }),
  }),
});

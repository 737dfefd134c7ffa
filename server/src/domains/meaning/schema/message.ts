import { builder } from '../../../platform/graphql/builder.ts';
import { meaningOfMessage, topicOfNumber, trajectoryOfConversation, type MessageMeaning } from '../loaders.ts';
import type { MessageTopic } from '../pure/topic-name.ts';
import type { Emotion } from '../types.ts';
import { EmotionRef, TrajectoryRef } from './enums.ts';

const EmotionProbabilityRef = builder.objectRef<readonly [Emotion, number]>('EmotionProbability').implement({
  description: 'An emotion that a message shows.',
  fields: (t) => ({
    emotion: t.field({ type: EmotionRef, description: 'Emotion of the message.', resolve: ([emotion]) => emotion }),
    probability: t.float({
      description: 'Probability of the emotion, above the threshold of the model, up to 1.',
      resolve: ([, probability]) => probability,
    }),
  }),
});

const MessageTopicRef = builder.objectRef<MessageTopic>('MessageTopic').implement({
  description: 'Topic of a message, one of `topics`.',
  fields: (t) => ({
    id: t.string({ description: 'Id of the topic within the workspace, as text.', resolve: ({ number }) => String(number) }),
    name: t.exposeString('name', { description: 'First three terms of the topic.' }),
  }),
});

const MessageMeaningRef = builder.objectRef<MessageMeaning>('MessageMeaning').implement({
  description: 'Language and feelings that are read from the text of a message.',
  fields: (t) => ({
    language: t.exposeString('language', { description: 'Code of the language, ISO 639-1; "und": it could not be determined.' }),
    isSupported: t.exposeBoolean('isSupported', { description: 'Whether emotions are read in the language.' }),
    sentiment: t.exposeFloat('sentiment', {
      nullable: true,
      description: 'Sentiment, -1 (negative) to 1 (positive); null: no message of a user, a language that is not supported, or no word.',
    }),
    emotions: t.field({
      type: [EmotionProbabilityRef],
      // Few messages show more than two.
      complexity: { field: 1, multiplier: 2 },
      description: 'Emotions that the message shows, in the order of the enum; empty: none, or they are not read.',
      resolve: ({ emotions }) => [...emotions],
    }),
    topic: t.field({
      type: MessageTopicRef,
      nullable: true,
      description: 'Topic of the message; null: no message of a user, or none of the topics that were found.',
      resolve: ({ topicId }, _args, context) => (topicId === 0 ? null : topicOfNumber(context).load(topicId)),
    }),
  }),
});

builder.prismaObjectField('Message', 'meaning', (t) =>
  t.field({
    type: MessageMeaningRef,
    nullable: true,
    description: 'Language and emotions of the message; null: it was not read yet, seconds after it came in.',
    select: { id: true, createdAt: true },
    resolve: ({ id, createdAt }, _args, context) => meaningOfMessage(context).load({ id, createdAt }),
  }),
);

builder.prismaObjectField('Conversation', 'trajectory', (t) =>
  t.field({
    type: TrajectoryRef,
    nullable: true,
    description: 'Course of the conversation by all messages of its user; null: none was read in a supported language.',
    select: { id: true },
    resolve: ({ id }, _args, context) => trajectoryOfConversation(context).load(id),
  }),
);

import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { Correlate, Trajectory } from '../types.ts';

export { EmotionRef } from '../../analytics/schema/emotion.ts';

export const TrajectoryRef = describedEnum<Trajectory>(
  'Trajectory',
  "Course of a conversation by its user's messages; one is negative when it shows frustration, or its sentiment is -0.3 or less.",
  {
    RESOLVED: 'A message was negative, the last one is not.',
    STEADY: 'No message was negative.',
    TURNED_NEGATIVE: 'The first message was not negative, the last one is.',
    LEFT_NEGATIVE: 'The first and the last message are negative.',
  },
);

export const CorrelateRef = describedEnum<Correlate>('SentimentCorrelate', 'Number of a conversation that sentiment is compared with.', {
  RATING: 'Mean rating of the answers.',
  SUCCESS: 'Share of the judgments that are of success.',
  TOOL_ERRORS: 'Share of the tool calls that failed, of those that report it.',
  LATENCY: 'Mean latency of the answers.',
});

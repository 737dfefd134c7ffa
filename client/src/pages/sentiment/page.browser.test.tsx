import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { SentimentPage } from './page.tsx';

const emotion = (name: string, share: number, previousShare: number | null) => ({
  __typename: 'EmotionShare',
  emotion: name,
  messageCount: Math.round(share * 400),
  share,
  low: share,
  high: share,
  previousShare,
});
const emotions = [emotion('FRUSTRATION', 0.12, 0.05), emotion('CONFUSION', 0.03, null), emotion('SATISFACTION', 0.4, 0.41)];
const sentiment = {
  __typename: 'Sentiment',
  messageCount: 500,
  supportedCount: 400,
  average: 0.2508,
  low: 0.21,
  high: 0.29,
  emotions,
  allEmotions: emotions,
  series: [0, 1].map((day) => ({
    __typename: 'SentimentPoint',
    at: `2026-11-2${day}T00:00:00Z`,
    messageCount: 200,
    average: 0.2 + day / 10,
    low: 0.1,
    high: 0.4,
    frustrationShare: 0.12,
    confusionShare: 0.03,
    satisfactionShare: 0.4,
  })),
  languages: [
    { __typename: 'LanguageShare', language: 'en', isSupported: true, messageCount: 400, share: 0.8 },
    { __typename: 'LanguageShare', language: 'de', isSupported: false, messageCount: 100, share: 0.2 },
  ],
  trajectories: [{ __typename: 'TrajectoryShare', trajectory: 'TURNED_NEGATIVE', conversationCount: 7, share: 0.1, low: 0.05, high: 0.2 }],
  correlations: [
    {
      __typename: 'SentimentCorrelation',
      with: 'RATING',
      n: 90,
      coefficient: 0.31,
      low: 0.1,
      high: 0.5,
      pValue: 0.003,
      sentence: 'Rises with it.',
    },
  ],
  turned: [
    {
      __typename: 'TurnedConversation',
      conversation: { __typename: 'Conversation', externalId: 'talk-1', userId: 'u-1', lastMessageAt: '2026-11-21T10:00:00Z' },
      start: 0.1,
      end: -0.62,
      trajectory: 'TURNED_NEGATIVE',
      turningMessage: {
        __typename: 'Message',
        externalId: 'm-1',
        createdAt: '2026-11-21T09:00:00Z',
        contentPreview: 'That is not what I asked for.',
      },
    },
  ],
  modelVersion: 'emotions-1',
};
const nothing = {
  ...sentiment,
  messageCount: 0,
  supportedCount: 0,
  average: null,
  low: null,
  high: null,
  emotions: [],
  allEmotions: [],
  series: [],
  languages: [],
  trajectories: [],
  correlations: [],
  turned: [],
};
const open = (answers: Answers) =>
  render(
    <As>
      <SentimentPage />
    </As>,
    { path: '/sentiment', at: '/sentiment?range=7d', answers },
  );

test('the mean, feelings, courses, languages and what turned are shown, and a language that is not read says so', async () => {
  await open({ SentimentPage: () => ({ sentiment, topics: [] }) });
  await expect.element(page.getByRole('region', { name: /^Now/ }).getByText('0.25', { exact: true })).toBeVisible();
  await expect.element(page.getByText('German, not read')).toBeVisible();
  await expect.element(page.getByText('That is not what I asked for.')).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'talk-1' })).toBeVisible();
  await expect.element(page.getByText('0.10 to 0.50')).toBeVisible();
});

test('without a message of a user each panel says what to send', async () => {
  await open({ SentimentPage: () => ({ sentiment: nothing, topics: [] }) });
  await expect.element(page.getByText('No user message here.').first()).toBeVisible();
});

test('an answer that is refused can be asked for again', async () => {
  let isBroken = true;
  await open({
    SentimentPage: () => (isBroken ? new Refused('The query took too long') : { sentiment, topics: [] }),
  });
  const again = page.getByRole('button', { name: /again/i }).first();
  await expect.element(again).toBeVisible();
  isBroken = false;
  await again.click();
  await expect.element(page.getByText('German, not read')).toBeVisible();
});

import { useMemo } from 'react';
import { BarList } from 'ui-kit/bar-list';
import { LineChart } from 'ui-kit/line-chart';
import { Panel } from 'ui-kit/panel';
import { UndoZoom } from '../../controls/undo-zoom.tsx';
import { Page } from '../../controls/page/page.tsx';
import { useView, useViewQuery } from '../../controls/use-view.ts';
import { useZoom } from '../../controls/use-zoom.ts';
import { SentimentPageDocument } from '../../graphql/generated/graphql.ts';
import type { SentimentBucketFragment, SentimentPageQuery } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { SentimentChart } from '../../panels/meaning/sentiment-chart.tsx';
import { SentimentNow } from '../../panels/meaning/sentiment-now.tsx';
import { emotionWords, languageName } from '../../controls/meaning-words.ts';
import { nothingRead, trajectoryWords } from '../../panels/meaning/words.ts';
import { CorrelationsPanel } from './correlations-panel.tsx';
import { TopicsPanel } from './topics-panel.tsx';
import { TurnedPanel } from './turned-panel.tsx';

type Read = SentimentPageQuery['sentiment'];

/** What users feel: over time, by feeling and by language, how conversations went, and what it goes with. */
export function SentimentPage() {
  const [view] = useView();
  const { filter } = useViewQuery();
  const zoom = useZoom();
  const answer = useLiveQuery({ query: SentimentPageDocument, variables: { filter }, isPaused: view.live === 'paused' });
  const { reload } = answer;
  const over = <Value,>(pick: (read: Read) => Value | null) => loadOf(answer, ({ sentiment }) => pick(sentiment));
  const some = <Item,>(items: readonly Item[]): readonly Item[] | null => (items.length === 0 ? null : items);
  return (
    <Page title="Sentiment" controls="view" actions={<UndoZoom zoom={zoom} />}>
      <div className="grid">
        <div data-span="4">
          <Panel
            title="Now"
            hint="mean of users’ messages, -1 to 1; a mark is the period before"
            load={over((read) => (read.supportedCount === 0 ? null : read))}
            minHeight={212}
            onRetry={reload}
            empty={nothingRead}
          >
            {(read) => <SentimentNow now={read} />}
          </Panel>
        </div>
        <div data-span="8">
          <Panel
            title="Over time"
            hint="mean sentiment, 95 % interval by conversation"
            load={over(({ series }) => some(series))}
            minHeight={212}
            onRetry={reload}
            empty={nothingRead}
          >
            {(series) => <SentimentChart title="Sentiment over time" points={series} height={212} onRange={zoom.to} />}
          </Panel>
        </div>
        <div data-span="5">
          <Panel
            title="Feelings"
            hint="share of messages that show each; a mark is the period before"
            load={over(({ allEmotions }) => some(allEmotions))}
            minHeight={300}
            skeleton="rows"
            onRetry={reload}
            empty={nothingRead}
          >
            {(emotions) => (
              <BarList
                title="Feelings"
                unit="share"
                labels={{ item: 'Feeling', value: 'Share of messages', before: 'the period before' }}
                items={emotions
                  .toSorted((one, other) => other.share - one.share)
                  .map(({ emotion, share, previousShare }) => ({
                    key: emotion,
                    label: emotionWords[emotion],
                    value: share,
                    ...(previousShare == null ? {} : { before: previousShare }),
                  }))}
              />
            )}
          </Panel>
        </div>
        <div data-span="7">
          <Panel
            title="Frustration, confusion and satisfaction"
            hint="share of messages that show each"
            load={over(({ series }) => some(series))}
            minHeight={300}
            onRetry={reload}
            empty={nothingRead}
          >
            {(series) => <SharesChart points={series} onRange={zoom.to} />}
          </Panel>
        </div>
        <div data-span="4">
          <Panel
            title="How conversations went"
            hint="by their first, lowest and last messages"
            load={over(({ trajectories }) => some(trajectories))}
            minHeight={150}
            skeleton="rows"
            onRetry={reload}
            empty={nothingRead}
          >
            {(rows) => (
              <BarList
                title="How conversations went"
                unit="count"
                labels={{ item: 'Course', value: 'Conversations' }}
                items={rows.map(({ trajectory, conversationCount, share }) => ({
                  key: trajectory,
                  label: trajectoryWords[trajectory],
                  value: conversationCount,
                  share,
                }))}
              />
            )}
          </Panel>
        </div>
        <div data-span="3">
          <Panel
            title="Languages"
            hint="of users’ messages"
            load={over(({ languages }) => some(languages))}
            minHeight={150}
            skeleton="rows"
            onRetry={reload}
            empty={{ says: 'No user message here.', how: 'Send messages with role USER.' }}
          >
            {(languages) => (
              <BarList
                title="Languages"
                unit="count"
                labels={{ item: 'Language', value: 'Messages' }}
                items={languages.slice(0, 8).map(({ language, isSupported, messageCount, share }) => ({
                  key: language,
                  label: isSupported ? (
                    languageName(language)
                  ) : (
                    <span className="quiet" title="Feelings are not read in this language">
                      {languageName(language)}, not read
                    </span>
                  ),
                  value: messageCount,
                  share,
                }))}
              />
            )}
          </Panel>
        </div>
        <div data-span="5">
          <CorrelationsPanel
            load={over(({ correlations, supportedCount }) => (supportedCount === 0 ? null : correlations))}
            onRetry={reload}
          />
        </div>
        <div>
          <TopicsPanel load={loadOf(answer, ({ topics }) => some(topics))} onRetry={reload} />
        </div>
        <div>
          <TurnedPanel load={over(({ turned }) => some(turned))} onRetry={reload} />
        </div>
      </div>
    </Page>
  );
}

interface ShareRow {
  readonly at: string;
  readonly name: string;
  readonly share: number;
}

const x = { of: ({ at }: ShareRow) => new Date(at), label: 'Time' } as const;
const y = { of: ({ share }: ShareRow) => share, label: 'Share of messages', unit: 'share', baseline: 'zero' } as const;
const seriesOf = ({ name }: ShareRow): string => name;

function SharesChart({
  points,
  onRange,
}: {
  readonly points: readonly SentimentBucketFragment[];
  readonly onRange: (range: readonly [from: number, to: number]) => void;
}) {
  const rows = useMemo(
    () =>
      points.flatMap(({ at, frustrationShare, confusionShare, satisfactionShare }): ShareRow[] => [
        { at, name: 'Frustration', share: frustrationShare },
        { at, name: 'Confusion', share: confusionShare },
        { at, name: 'Satisfaction', share: satisfactionShare },
      ]),
    [points],
  );
  return <LineChart title="Feelings over time" data={rows} x={x} y={y} series={seriesOf} height={300} onSelectRange={onRange} />;
}

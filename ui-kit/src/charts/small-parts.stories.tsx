import type { Meta, StoryObj } from '@storybook/react-vite';
import { Panel } from '../frame/panel.tsx';
import { walk } from '../stories/made-up.ts';
import { Badge } from './badge.tsx';
import { BarList } from './bar-list.tsx';
import { RatingHistogram } from './rating-histogram.tsx';
import { Sparkline } from './sparkline.tsx';

const meta = { title: 'Charts/Small parts' } satisfies Meta;
export default meta;
type Story = StoryObj;

const counts = [{ rating: 5, count: 9120 }, { rating: 4, count: 5210 }, { rating: 3, count: 2044 }, { rating: 2, count: 830 }, { rating: 1, count: 1000 }];

export const Ratings: Story = { render: () => <Panel title="Ratings" hint="n = 18,204"><RatingHistogram title="Ratings" counts={counts} /></Panel>, parameters: { width: 420 } };
export const RatingsDark: Story = { ...Ratings, globals: { theme: 'dark' } };
export const OneRating: Story = { render: () => <Panel title="Ratings" hint="n = 1"><RatingHistogram title="Ratings" counts={[{ rating: 4, count: 1 }]} /></Panel>, parameters: { width: 420 } };
export const NoRatings: Story = { render: () => <Panel title="Ratings" hint="n = 0"><RatingHistogram title="Ratings" counts={[]} /></Panel>, parameters: { width: 420 } };

export const Bars: Story = {
  render: () => (
    <Panel title="Tools" hint="calls, share of all">
      <BarList
        title="Tools" unit="count" labels={{ item: 'Tool', value: 'Calls' }}
        items={[
          { key: 'a', label: 'get_reservation_details', value: 12_410, share: 0.48 }, { key: 'b', label: 'search_direct_flight', value: 8120, share: 0.31 },
          { key: 'c', label: 'book_reservation', value: 4310, share: 0.17 }, { key: 'd', label: 'transfer_to_human_agents', value: 1020, share: 0.04 }, { key: 'e', label: 'never_called', value: 0, share: 0 },
        ]}
      />
    </Panel>
  ),
  parameters: { width: 520 },
};

export const Badges: Story = {
  render: () => (
    <Panel title="Badges">
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        <Badge>base</Badge><Badge tone="accent">dpo</Badge><Badge tone="good" isFigure>+4.2 pt [3.6, 4.8]</Badge>
        <Badge tone="warn">warning</Badge><Badge tone="bad">critical</Badge><Badge isFigure>+2.4 pt [−0.3, 5.1] not decisive</Badge>
      </div>
    </Panel>
  ),
};
export const BadgesDark: Story = { ...Badges, globals: { theme: 'dark' } };

export const Sparklines: Story = {
  render: () => (
    <Panel title="Sparklines" hint="many, with a gap, flat, one, none">
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 24 }}>
        <Sparkline values={walk(5000, 2)} label="5,000 values, rising" />
        <Sparkline values={walk(30, 3).map((value, place) => (place > 10 && place < 15 ? null : value))} label="with a gap" color="var(--uk-s2)" />
        <Sparkline values={[4, 4, 4, 4]} label="flat" /><Sparkline values={[4]} label="one value" /><Sparkline values={[]} label="no values" />
      </div>
    </Panel>
  ),
};

import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, within } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { RatingHistogram } from './rating-histogram.tsx';

const counts = [
  { rating: 5, count: 9120 },
  { rating: 4, count: 5210 },
  { rating: 3, count: 2044 },
  { rating: 2, count: 830 },
  { rating: 1, count: 1000 },
];

/**
 * How ratings are spread, best first, with n in the panel's half-line. It is a table whose counts are also drawn, so it needs no other.
 * Not for a mean over time (line), nor for numbers without steps (histogram).
 */
const meta = {
  title: 'Charts/Rating histogram',
  component: RatingHistogram,
  parameters: { width: 420 },
  args: { title: 'Ratings', counts },
  render: (args) => (
    <Panel
      title="Ratings"
      hint={`n = ${args.counts.reduce((sum, one) => sum + (one.count > 0 ? one.count : 0), 0).toLocaleString('en-GB')}`}
    >
      <RatingHistogram {...args} />
    </Panel>
  ),
} satisfies Meta<typeof RatingHistogram>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Ratings: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
export const WithInterval: Story = { args: { hasInterval: true } };
export const FewWithInterval: Story = {
  args: {
    counts: [
      { rating: 5, count: 4 },
      { rating: 4, count: 2 },
      { rating: 1, count: 1 },
    ],
    hasInterval: true,
  },
};
export const NoRatings: Story = { args: { counts: [] } };
export const OneRating: Story = { args: { counts: [{ rating: 4, count: 1 }] } };
export const OneStep: Story = { args: { counts: [{ rating: 1, count: 12 }], lowest: 1, highest: 1 } };
export const TenSteps: Story = {
  args: { lowest: 0, highest: 10, counts: Array.from({ length: 11 }, (_, rating) => ({ rating, count: 3 ** rating })) },
};
export const Huge: Story = { args: { counts: counts.map((one) => ({ ...one, count: one.count * 1e6 })) } };

export const ReadAsTable: Story = {
  args: { hasInterval: true },
  play: async ({ canvas }) => {
    const table = canvas.getByRole('table', { name: 'Ratings' });
    await expect(within(table).getAllByRole('row')).toHaveLength(6);
    await expect(within(table).getByRole('row', { name: /^5 of 5 9,120 50\.1\s% 49\.4\s% to 50\.8\s%$/ })).toBeVisible();
  },
};

/** NaN and negative counts are no counts: they add nothing. */
export const NotNumbers: Story = {
  args: {
    counts: [
      { rating: 5, count: Number.NaN },
      { rating: 4, count: -3 },
      { rating: 3, count: 2 },
    ],
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('row', { name: /^3 of 5 2 100/ })).toBeVisible();
    await expect(canvas.getByRole('row', { name: /^5 of 5 0 0/ })).toBeVisible();
  },
};

/** Ratings lead to the messages that were given them, and stand beside those of another period: shares are compared, whatever the number. */
export const ComparedAndLinked: Story = {
  args: {
    labelOf: (rating, label) => <a href={`#${rating}`}>{label}</a>,
    compare: {
      counts: counts.map(({ rating, count }) => ({ rating, count: Math.round(count / (rating + 2)) })),
      label: 'previous 7 d',
      changeOf: (rating) => `≈ ${rating / 10} pt`,
    },
  },
  play: async ({ canvas, canvasElement }) => {
    await expect(canvas.getByRole('link', { name: '5 of 5' })).toBeVisible();
    await expect(canvasElement.querySelectorAll('.uk-bar-before')).toHaveLength(5);
  },
};

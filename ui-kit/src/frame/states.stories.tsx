import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, fn, userEvent } from 'storybook/test';
import { EmptyState, ErrorState, Skeleton } from './states.tsx';

/**
 * What a panel shows while it has nothing to show. By themselves they stand where there is no panel; inside one, its `load` brings them.
 */
const meta = { title: 'Frame/States', component: Skeleton, args: { shape: 'chart', label: 'Loading response time' } } satisfies Meta<
  typeof Skeleton
>;

export default meta;
type Story = StoryObj<typeof meta>;

export const WaitsForChart: Story = {};
export const WaitsForTiles: Story = { args: { shape: 'tiles', height: 80, label: 'Loading key numbers' } };
export const WaitsInTheDark: Story = { globals: { theme: 'dark' } };
export const Nothing: Story = {
  render: () => <EmptyState says="No rated messages in these 30 days." how="Send a rating with a message:" command='{"rating": 5}' />,
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('button', { name: 'Copy' })).toBeVisible();
  },
};
const onRetry = fn();
export const Failed: Story = {
  render: () => <ErrorState message="The numbers did not arrive in 2 s." onRetry={onRetry} />,
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Try again' }));
    await expect(onRetry).toHaveBeenCalledOnce();
  },
};

import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { Badge } from './badge.tsx';

/** A state or a verdict in a word or two; the words carry it, the tone repeats it. Not for counts, nor for what can be pressed. */
const meta = {
  title: 'Charts/Badge',
  component: Badge,
  args: { children: 'base' },
  render: (args) => (
    <Panel title="Badges">
      <Badge {...args} />
    </Panel>
  ),
} satisfies Meta<typeof Badge>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Neutral: Story = {};
export const Verdict: Story = { args: { tone: 'good', isFigure: true, children: '+4.2 pt [3.6, 4.8]', title: 'against sft-r1' } };

export const AllTones: Story = {
  render: () => (
    <Panel title="Badges">
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        <Badge>base</Badge>
        <Badge tone="accent">dpo</Badge>
        <Badge tone="good" isFigure>
          +4.2 pt [3.6, 4.8]
        </Badge>
        <Badge tone="warn">warning</Badge>
        <Badge tone="bad">critical</Badge>
        <Badge isFigure>+2.4 pt [−0.3, 5.1] not decisive</Badge>
      </div>
    </Panel>
  ),
  play: async ({ canvas }) => expect(canvas.getByText('+2.4 pt [−0.3, 5.1] not decisive')).toBeVisible(),
};
export const Dark: Story = { ...AllTones, globals: { theme: 'dark' } };
export const Narrow: Story = { ...AllTones, parameters: { width: 330 } };

import type { Meta, StoryObj } from '@storybook/react-vite';
import { useState } from 'react';
import { expect, fn, userEvent, waitFor } from 'storybook/test';
import { Panel } from '../../frame/panel.tsx';
import { DAY, noise, start } from '../../stories/made-up.ts';
import { seriesStyle } from '../../theme/series.ts';
import { Timeline } from './timeline.tsx';

interface Version {
  readonly model: string;
  readonly name: string;
  readonly from: Date;
  readonly to: Date | 'open' | null;
  readonly success?: number;
}

const at = (day: number) => new Date(start + day * DAY);
const versions: Version[] = [
  { model: 'support-8b-sft', name: 'sft-r1', from: at(0), to: at(9), success: 0.79 },
  { model: 'support-8b-sft', name: 'sft-r2', from: at(9), to: at(24), success: 0.82 },
  { model: 'support-8b-dpo', name: 'dpo-r1', from: at(6), to: at(14), success: 0.83 },
  { model: 'support-8b-dpo', name: 'dpo-r2', from: at(12), to: at(21), success: 0.85 },
  { model: 'support-8b-dpo', name: 'dpo-r3', from: at(21), to: 'open', success: 0.88 },
  { model: 'releases', name: 'r1 to 10 %', from: at(7), to: null },
  { model: 'releases', name: 'r2 to all', from: at(13.4), to: null },
  { model: 'releases', name: 'r3 to all', from: at(22), to: null },
];

/**
 * What happened when: versions and their life, runs, deployments, incidents. Not for numbers over time (line), nor for who was made from
 * whom (model evolution).
 */
const meta = {
  title: 'Charts/Timeline',
  component: Timeline<Version>,
  argTypes: { data: { control: false } },
  args: {
    title: 'Model versions',
    data: versions,
    now: at(30),
    lane: { of: (version) => version.model, label: 'model' },
    name: (version) => version.name,
    from: (version) => version.from,
    to: (version) => version.to,
    note: (version) => (version.success === undefined ? undefined : `${Math.round(version.success * 100)} %`),
  },
  render: (args) => (
    <Panel title={args.title} hint="in use from, to, success rate">
      <Timeline {...args} />
    </Panel>
  ),
} satisfies Meta<typeof Timeline<Version>>;

export default meta;
type Story = StoryObj<typeof meta>;

export const Versions: Story = {
  args: { styleOf: (version) => seriesStyle(version.model === 'releases' ? 3 : version.model.endsWith('dpo') ? 0 : 1) },
};
export const Dark: Story = { ...Versions, globals: { theme: 'dark' } };
export const Narrow: Story = { ...Versions, parameters: { width: 360 } };
export const Nothing: Story = { args: { data: [] } };
export const OneMark: Story = { args: { data: versions.slice(5, 6) } };

/** Names longer than their bars stand beside them, or leave; they stay in the title and are read out. */
export const LongNames: Story = {
  args: {
    data: versions.map((version) => ({ ...version, name: `${version.name} trained on conversations of October with replay of September` })),
  },
};

/** What overlaps lies on lines of its own. */
export const Overlapping: Story = {
  args: {
    data: Array.from({ length: 14 }, (_, place) => ({
      model: 'jobs',
      name: `job ${place + 1}`,
      from: at(place * 1.4),
      to: at(place * 1.4 + 2 + (place % 4) * 2.5),
    })),
  },
};

const next = noise(31);
const many: Version[] = Array.from({ length: 5000 }, (_, place) => {
  const day = next() * 30;
  return {
    model: ['deploys', 'alerts', 'batch jobs', 'evaluations'][place % 4] ?? '',
    name: `event ${place + 1}`,
    from: at(day),
    to: place % 4 === 2 ? at(day + next() * 0.05) : null,
  };
});

/** Five thousand: marks too close to distinguish are counted, and a press zooms there. */
export const FiveThousandEvents: Story = {
  args: { data: many, onViewport: fn() },
  play: async ({ args, canvas, canvasElement }) => {
    await expect(canvasElement.querySelectorAll('.uk-item').length).toBeLessThan(900);
    const crowds = () => canvas.getAllByRole('button', { name: /close together/ });
    await userEvent.click(crowds()[0] as HTMLElement);
    await expect(args.onViewport).toHaveBeenCalledOnce();
    const [[from, to]] = (args.onViewport as ReturnType<typeof fn>).mock.lastCall as [[number, number]];
    await expect(to - from).toBeLessThan(4 * DAY);
    await waitFor(() => expect(canvas.getAllByRole('img', { name: /^event / }).length).toBeGreaterThan(3));
  },
};

function Live() {
  const [data, setData] = useState(versions);
  return (
    <>
      <p>
        <button
          type="button"
          className="uk-button"
          onClick={() =>
            setData([
              ...data,
              { model: 'releases', name: `hotfix ${data.length - 7}`, from: at(23 + (data.length - versions.length) * 0.2), to: null },
            ])
          }
        >
          Something happens
        </button>
      </p>
      <Timeline
        title="Live"
        data={data}
        now={at(30)}
        lane={{ of: (version) => version.model, label: 'model' }}
        name={(version) => version.name}
        from={(version) => version.from}
        to={(version) => version.to}
      />
    </>
  );
}

/** New items come without moving what is being read: the stretch that is shown stays. */
export const Streaming: Story = {
  render: () => (
    <Panel title="Live" hint="in use from, to">
      <Live />
    </Panel>
  ),
  play: async ({ canvas, canvasElement }) => {
    canvas.getByRole('img', { name: /^dpo-r3/ }).focus();
    await userEvent.keyboard('++');
    await waitFor(() => expect(canvas.queryByRole('img', { name: /^sft-r1/ })).toBeNull());
    const left = () => canvasElement.querySelector('[aria-label^="r3 to all"]')?.getBoundingClientRect().left;
    const before = left();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await userEvent.click(canvas.getByRole('button', { name: 'Something happens' }));
    await waitFor(() => expect(canvas.getByRole('img', { name: /^hotfix 1/ })).toBeVisible());
    await expect(left()).toBe(before);
  },
};

/** Kept in the page. */
export const ShowsAStretch: Story = { args: { viewport: [at(10), at(16)], onViewport: fn() } };

export const OpensByKeyboard: Story = {
  args: { onOpen: fn() },
  play: async ({ args, canvas }) => {
    await userEvent.tab();
    await userEvent.tab();
    canvas.getByRole('button', { name: /^sft-r1 / }).focus();
    await userEvent.keyboard('{ArrowRight}');
    await expect(canvas.getByRole('button', { name: /^sft-r2 / })).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{End}{Enter}');
    await expect(args.onOpen).toHaveBeenCalledWith(versions[4]);
    await expect(canvas.getByRole('button', { name: /dpo-r3 · 88 %.*since 11 Nov/ })).toHaveFocus();
  },
};

export const AsTable: Story = {
  play: async ({ canvas }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Model versions as table' }));
    await expect(canvas.getAllByRole('row')).toHaveLength(versions.length + 1);
  },
};

import type { Meta, StoryObj } from '@storybook/react-vite';
import type { ReactNode } from 'react';
import { expect, userEvent } from 'storybook/test';
import { LineChart } from '../charts/lines/line-chart.tsx';
import { Panel } from '../frame/panel.tsx';
import { HOUR, latency } from '../stories/made-up.ts';
import { LocaleProvider } from './locale.tsx';
import type { Unit } from './unit.ts';
import { unitName } from './unit.ts';
import { Value } from './value.tsx';

const samples: readonly (readonly [Unit, readonly (number | null)[]])[] = [
  ['count', [0, 842, 1_204_118, -12, null]],
  ['tokens', [0, 8412, 1_920_440, 3, null]],
  ['usd', [0, 0.000_042_1, 0.0314, 3918.4, 120_400]],
  ['ms', [0.42, 842, 12_300, 245_000, 273_600_000]],
  ['share', [0, 0.0084, 0.874, 0.9999, 1]],
  ['rating', [1, 3.5, 4.2, 5, null]],
  ['bytes', [512, 1536, 80 * 1024 ** 2, 2 * 1024 ** 4, null]],
  ['number', [1e-5, 0.253_44, 42, 1e16, Number.NaN]],
];

function Units() {
  return (
    <Panel title="Units" hint="how each is written" flush>
      <div className="uk-table-scroll" role="group" aria-label="Units" tabIndex={0}>
        <table className="uk-table">
          <thead>
            <tr>
              <th scope="col">Unit</th>
              <th scope="col">named</th>
              {[1, 2, 3, 4, 5].map((place) => (
                <th key={place} scope="col" data-numeric>
                  sample {place}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {samples.map(([unit, values]) => (
              <tr key={unit}>
                <th scope="row">{unit}</th>
                <td>{unitName(unit) === '' ? 'by its label' : unitName(unit)}</td>
                {values.map((value, place) => (
                  <td key={place} data-numeric>
                    <Value value={value} unit={unit} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

/**
 * The only place where a number meets its unit. A number without a value is a dash, never 0, and is spoken as "no data"; a share just
 * below the whole is not 100 %. Locale and time zone come from `LocaleProvider`.
 */
const meta = { title: 'Format/Value', component: Value, args: { value: 1842, unit: 'ms' }, render: () => <Units /> } satisfies Meta<
  typeof Value
>;
export default meta;
type Story = StoryObj<typeof meta>;

const within = (locale: string, timeZone: string, children: ReactNode) => (
  <LocaleProvider locale={locale} timeZone={timeZone}>
    {children}
  </LocaleProvider>
);

export const English: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
export const German: Story = { render: () => within('de-DE', 'Europe/Berlin', <Units />) };
export const American: Story = { render: () => within('en-US', 'America/New_York', <Units />) };
export const ArabicDigits: Story = {
  render: () => (
    <div lang="ar" dir="rtl">
      {within('ar-EG', 'Africa/Cairo', <Units />)}
    </div>
  ),
};
export const NoData: Story = {
  render: () => <Value value={null} unit="usd" />,
  play: async ({ canvas }) => expect(canvas.getByText('no data')).toBeInTheDocument(),
};

/** The night in which Berlin's clocks go back: an hour comes twice, and the tooltip says which one it is. */
const night = latency(12).map((bucket, place) => ({ ...bucket, startedAt: new Date(Date.UTC(2026, 9, 24, 20) + place * HOUR) }));
const chart = (title: string) => (
  <Panel title={title} hint="p50 per hour, ms">
    <LineChart
      title={title}
      data={night}
      x={{ of: (bucket) => bucket.startedAt, label: 'Hour', bucketMs: HOUR }}
      y={{ of: (bucket) => bucket.p50Ms, label: 'p50', unit: 'ms', baseline: 'zero' }}
    />
  </Panel>
);

export const ClockChange: Story = {
  render: () => within('de-DE', 'Europe/Berlin', chart('Antwortzeit')),
  play: async ({ canvas }) => {
    const reader = canvas.getByRole('slider', { name: 'Read Antwortzeit' });
    reader.focus();
    const heads: string[] = [];
    await userEvent.keyboard('{Home}');
    for (let step = 0; step < 12; step += 1) {
      heads.push(reader.getAttribute('aria-valuetext')?.split(', ')[0] ?? '');
      await userEvent.keyboard('{ArrowRight}');
    }
    await expect(new Set(heads).size).toBe(12);
    await expect(heads.filter((head) => head.includes('02:00'))).toEqual(['25. Okt. 02:00 MESZ', '25. Okt. 02:00 MEZ']);
    // The table tells the same, and its file the instants.
    await userEvent.click(canvas.getByRole('button', { name: 'Show Antwortzeit as table' }));
    await expect(canvas.getByRole('rowheader', { name: '25. Okt. 02:00 MESZ' })).toBeVisible();
  },
};

export const ArabicChart: Story = {
  render: () => (
    <div lang="ar" dir="rtl">
      {within('ar-EG', 'Africa/Cairo', chart('زمن الاستجابة'))}
    </div>
  ),
};

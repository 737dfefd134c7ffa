import type { Meta, StoryObj } from '@storybook/react-vite';
import { createRef } from 'react';
import type { ReactNode } from 'react';
import { expect, fn, userEvent, waitFor, within } from 'storybook/test';
import { LineChart } from '../charts/lines/line-chart.tsx';
import { StackedBarChart } from '../charts/stacks/stacked-bar-chart.tsx';
import { DAY, modelDays, start } from '../stories/made-up.ts';
import type { ModelDay } from '../stories/made-up.ts';
import { ChartFrame } from './chart-frame.tsx';
import type { ChartHandle } from './chart-frame.tsx';
import { Panel } from './panel.tsx';
import { numberCell } from './table-twin.tsx';

const days = modelDays(30).filter(({ model }) => model !== 'llama-3.1-8b');
const handle = createRef<ChartHandle>();
const x = { of: (day: ModelDay) => day.startedAt, label: 'Day', bucketMs: DAY };

function Success({ children }: { readonly children?: ReactNode }) {
  return (
    <Panel title="Success rate" hint="share of judged, 95 % interval">
      <LineChart
        handle={handle}
        title="Success rate"
        data={days}
        x={x}
        series={(day) => day.model}
        legend="always"
        y={{
          of: (day) => day.successShare,
          low: (day) => day.lowShare,
          high: (day) => day.highShare,
          label: 'Success rate',
          unit: 'share',
          baseline: 'data',
        }}
        caption="Judge: gpt-5.1 with rubric r3, n = 11,412."
        partial="2 of 24 shards did not answer"
      />
      {children}
    </Panel>
  );
}

/**
 * Stands around every drawing: its name, description, legend, caption, the table that says the same, and all of it as a file.
 * Charts bring it along; use it by itself for a drawing of your own. `handle` gives a page `toPng`, `toSvg`, `toCsv` and `resetZoom`.
 */
const meta = {
  title: 'Frame/Chart frame',
  component: ChartFrame,
  args: {
    title: 'Success rate',
    description: 'From 82 to 87 %.',
    height: 80,
    table: () => ({
      columns: [
        { label: 'Day', isNumeric: false },
        { label: 'Success rate', isNumeric: true },
      ],
      rowCount: 0,
      row: () => [],
    }),
    children: () => null,
  },
  render: () => <Success />,
} satisfies Meta<typeof ChartFrame>;

export default meta;
type Story = StoryObj<typeof meta>;

export const WithCaption: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };

/** A drawing of one's own, outside any panel. */
export const OwnDrawing: Story = {
  render: () => (
    <ChartFrame
      title="Two lamps"
      description="One is on."
      height={60}
      frame={{ caption: 'n = 2' }}
      table={() => ({
        columns: [
          { label: 'Lamp', isNumeric: false },
          { label: 'Watts', isNumeric: true },
        ],
        rowCount: 2,
        row: (index) => [['left', 'right'][index] ?? '', numberCell([40, 0][index], 'number', { locale: 'en-GB', timeZone: 'UTC' })],
      })}
    >
      {({ width, height }) => (
        <svg width={width} height={height} aria-hidden="true">
          <circle cx={30} cy={30} r={20} style={{ fill: 'var(--uk-s5)' }} />
          <circle cx={90} cy={30} r={20} style={{ fill: 'none', stroke: 'var(--uk-rule-strong)' }} />
        </svg>
      )}
    </ChartFrame>
  ),
};

const parse = (text: string) => new DOMParser().parseFromString(text, 'image/svg+xml');
const held = (): ChartHandle => {
  if (handle.current === null) throw new Error('The chart gave no handle.');
  return handle.current;
};
/** The colour as the browser would paint it, in hex. */
function painted(color: string): string {
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.fillStyle = color;
  return context.fillStyle;
}

async function pixels(blob: Blob): Promise<ImageData> {
  const image = await createImageBitmap(blob);
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, image.width, image.height);
}

function brightness({ data }: ImageData, place: number): number {
  return ((data[place * 4] ?? 0) + (data[place * 4 + 1] ?? 0) + (data[place * 4 + 2] ?? 0)) / 3;
}

const isWritten = async (theme: 'light' | 'dark', canvasElement: HTMLElement) => {
  const text = await held().toSvg();
  const picture = parse(text);
  await expect(picture.querySelector('parsererror')).toBeNull();
  await expect(text).not.toContain('var(');
  await expect(text).not.toContain('foreignObject');
  await expect(text).not.toContain('light-dark');
  // Nothing from outside: no address but the namespace, every url() inside the file.
  await expect(text.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:\/\//);
  for (const [, target] of text.matchAll(/url\(([^)]*)\)/g)) await expect(target).toMatch(/^(#|data:font)/);
  for (const [, id] of text.matchAll(/url\(#([^)]*)\)/g)) await expect(picture.querySelector(`[id="${id}"]`)).not.toBeNull();
  for (const words of ['Success rate', 'share of judged, 95 % interval', 'support-8b-dpo', 'Judge: gpt-5.1', 'partial:'])
    await expect(picture.documentElement.textContent).toContain(words.split(' ')[0]);
  const line = canvasElement.querySelector('.uk-line');
  if (line === null) throw new Error('no line');
  const copy = [...picture.querySelectorAll('path')].find((path) => path.getAttribute('d') === line.getAttribute('d'));
  await expect(copy?.getAttribute('stroke')).toBe(painted(getComputedStyle(line).stroke));
  await expect(copy?.getAttribute('fill')).toBe('none');
  await expect(picture.querySelector(':scope > rect')?.getAttribute('fill')).toBe(theme === 'dark' ? '#1a1a17' : '#ffffff');
  // Text is set in Plex, and Plex is inside.
  const faces = picture.querySelector('style')?.textContent ?? '';
  await expect(faces).toMatch(/font-family:'IBM Plex Sans'.*src:url\(data:font\/woff2;base64,/);
  await expect(faces).toContain("font-family:'IBM Plex Mono'");
  return picture;
};

export const SvgStandsAlone: Story = {
  play: async ({ canvasElement }) => {
    await document.fonts.ready;
    const picture = await isWritten('light', canvasElement);
    // The words stand where they stand on the screen, to a px.
    const tick = canvasElement.querySelector('.uk-axis text');
    await expect([...picture.querySelectorAll('text')].some((text) => text.textContent === tick?.textContent)).toBe(true);
  },
};

export const SvgIsDarkInTheDark: Story = {
  globals: { theme: 'dark' },
  play: async ({ canvasElement }) => {
    await waitFor(() =>
      expect(getComputedStyle(canvasElement.querySelector('.uk-panel') ?? canvasElement).backgroundColor).toBe('rgb(26, 26, 23)'),
    );
    await isWritten('dark', canvasElement);
    const shot = await pixels(await held().toPng());
    await expect(brightness(shot, 0)).toBeLessThan(40);
  },
};

export const PngIsDrawn: Story = {
  play: async () => {
    const picture = parse(await held().toSvg());
    const blob = await held().toPng();
    await expect(blob.type).toBe('image/png');
    const shot = await pixels(blob);
    await expect([shot.width, shot.height]).toEqual([
      2 * Number(picture.documentElement.getAttribute('width')),
      2 * Number(picture.documentElement.getAttribute('height')),
    ]);
    await expect(brightness(shot, 0)).toBe(255);
    const line = painted(getComputedStyle(document.querySelector('.uk-line') ?? document.body).stroke);
    const [red, green, blue] = [1, 3, 5].map((from) => Number.parseInt(line.slice(from, from + 2), 16));
    let [inLine, notGround] = [0, 0];
    for (let place = 0; place < shot.data.length; place += 4) {
      if (shot.data[place] === red && shot.data[place + 1] === green && shot.data[place + 2] === blue) inLine += 1;
      if (shot.data[place] !== 255) notGround += 1;
    }
    await expect(inLine).toBeGreaterThan(500);
    await expect(notGround / (shot.width * shot.height)).toBeGreaterThan(0.02);
  },
};

/** The same picture with and without the fonts inside differs: the words are really set in Plex. */
export const PngIsSetInPlex: Story = {
  play: async () => {
    const text = await held().toSvg();
    const ink = async (svg: string) => {
      const image = new Image();
      image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
      await image.decode();
      const context = new OffscreenCanvas(image.width, 40).getContext('2d');
      if (context === null) throw new Error('no canvas');
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, 300, 40);
      return data.reduce((sum, channel) => sum + 255 - channel, 0);
    };
    const withFonts = await ink(text);
    await expect(withFonts).toBeGreaterThan(1000);
    await expect(withFonts).not.toBe(await ink(text.replace(/<style>.*?<\/style>/s, '')));
  },
};

/** A line of CSV in fields: a comma inside quotes parts nothing. */
const fields = (line: string) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);

export const CsvHoldsTheData: Story = {
  play: async () => {
    const [head, ...lines] = (await held().toCsv()).trimEnd().split('\r\n').map(fields);
    await expect(head?.[0]).toBe('Day');
    await expect(head).toContain('support-8b-dpo');
    await expect(lines).toHaveLength(30);
    const column = head?.indexOf('support-8b-sft') ?? -1;
    for (const [place, line] of lines.entries()) {
      await expect(line[0]).toBe(new Date(start + place * DAY).toISOString());
      const day = days.find(({ model, startedAt }) => model === 'support-8b-sft' && startedAt.getTime() === start + place * DAY);
      await expect(Number(line[column])).toBe(day?.successShare);
    }
  },
};

/** Also while the table is shown: the picture is of the drawing, and the table stays. */
export const SvgWhileTheTableIsShown: Story = {
  play: async ({ canvas, canvasElement }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'Show Success rate as table' }));
    await expect(canvasElement.querySelector('.uk-line')).toBeNull();
    const picture = parse(await held().toSvg());
    await expect(picture.querySelectorAll('path[stroke^="#"]').length).toBeGreaterThan(1);
    await expect(canvas.getByRole('columnheader', { name: 'Day' })).toBeVisible();
  },
};

export const MenuByKeyboard: Story = {
  play: async ({ canvas }) => {
    const clicked = fn();
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      clicked(this.download, this.href.slice(0, 5));
    };
    const writeText = fn((_: string) => Promise.resolve());
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
    try {
      const button = canvas.getByRole('button', { name: 'Save or copy Success rate' });
      button.focus();
      await userEvent.keyboard('{Enter}');
      const menu = within(await canvas.findByRole('menu', { name: 'Save or copy Success rate' }));
      await waitFor(() => expect(menu.getByRole('menuitem', { name: 'Save as PNG' })).toHaveFocus());
      await userEvent.keyboard('{ArrowDown}{ArrowDown}');
      await expect(menu.getByRole('menuitem', { name: 'Save as CSV' })).toHaveFocus();
      await userEvent.keyboard('{Enter}');
      await waitFor(() => expect(clicked).toHaveBeenCalledWith('success-rate.csv', 'blob:'));
      await waitFor(() => expect(canvas.queryByRole('menu')).toBeNull());
      await expect(button).toHaveFocus();
      await userEvent.keyboard('{Enter}');
      await canvas.findByRole('menu');
      await userEvent.keyboard('{End}{Enter}');
      await canvas.findByText('Table copied');
      await expect(writeText.mock.calls[0]?.[0]).toContain('2026-10-21T00:00:00.000Z\t0.');
      await userEvent.keyboard('{Escape}');
      button.focus();
    } finally {
      HTMLAnchorElement.prototype.click = click;
      Reflect.deleteProperty(navigator, 'clipboard');
    }
  },
};

/** A press outside closes it; a press on its button closes it and does not open it again. */
export const MenuByPointer: Story = {
  play: async ({ canvas }) => {
    const button = canvas.getByRole('button', { name: 'Save or copy Success rate' });
    await userEvent.click(button);
    await canvas.findByRole('menu');
    await waitFor(() => expect(canvas.getByRole('menuitem', { name: 'Save as SVG' })).toBeVisible());
    await userEvent.click(button);
    await waitFor(() => expect(canvas.queryByRole('menu')).toBeNull());
  },
};

/** Several charts in one panel have their own titles in their files. */
export const TwoInOnePanel: Story = {
  render: () => (
    <Success>
      <StackedBarChart
        title="Cost"
        data={days}
        x={x}
        y={{ of: (day) => day.costUsd, label: 'Cost', unit: 'usd' }}
        series={(day) => day.model}
        height={120}
      />
    </Success>
  ),
  play: async () => {
    const words = parse(await held().toSvg()).documentElement.textContent;
    await expect(words).not.toContain('share of judged');
  },
};

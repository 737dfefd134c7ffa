import type { Meta, StoryObj } from '@storybook/react-vite';
import { useRef, useState } from 'react';
import { expect, waitFor } from 'storybook/test';
import { Panel } from '../frame/panel.tsx';
import { useBrowserLayoutEffect } from '../frame/size.ts';
import { Swatch } from '../frame/swatch.tsx';
import { SERIES_COLORS, seriesStyle } from './series.ts';

const groups: Readonly<Record<string, readonly (readonly [token: string, says: string])[]>> = {
  Ground: [
    ['paper', 'the page'],
    ['panel', 'surfaces'],
    ['sunken', 'pressed, quiet'],
    ['rule', 'hairlines'],
    ['rule-strong', 'edges, zero'],
  ],
  Ink: [
    ['ink', 'text'],
    ['ink-2', 'secondary'],
    ['ink-3', 'axes, hints'],
  ],
  Accent: [
    ['accent', 'can be done, is chosen'],
    ['accent-soft', 'its ground'],
    ['on-accent', 'on it'],
    ['focus', 'focus ring'],
  ],
  Judgement: [
    ['good', 'marks'],
    ['good-ink', 'text'],
    ['good-soft', 'ground'],
    ['warn', 'marks'],
    ['warn-ink', 'text'],
    ['warn-soft', 'ground'],
    ['bad', 'marks'],
    ['bad-ink', 'text'],
    ['bad-soft', 'ground'],
  ],
  Series: [
    ...Array.from({ length: SERIES_COLORS }, (_, place) => [`s${place + 1}`, 'one per key, the same on a page'] as const),
    ['s-other', 'the rest'],
  ],
};

function Token({ name, says }: { readonly name: string; readonly says: string }) {
  const dot = useRef<HTMLElement>(null);
  const [color, setColor] = useState('');
  useBrowserLayoutEffect(() => setColor(dot.current === null ? '' : getComputedStyle(dot.current).backgroundColor), []);
  return (
    <li style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
      <i
        ref={dot}
        style={{
          width: 26,
          height: 26,
          flex: 'none',
          borderRadius: 3,
          border: '1px solid var(--uk-rule-strong)',
          background: `var(--uk-${name})`,
          forcedColorAdjust: 'none',
        }}
      />
      <span style={{ minWidth: 0 }}>
        <code className="uk-num">--uk-{name}</code>
        <br />
        <span style={{ fontSize: 'var(--uk-size-small)', color: 'var(--uk-ink-3)' }}>
          {says} <span className="uk-num">{color}</span>
        </span>
      </span>
    </li>
  );
}

function Tokens() {
  return (
    <div style={{ display: 'grid', gap: 'var(--uk-gap)' }}>
      {Object.entries(groups).map(([title, tokens]) => (
        <Panel key={title} title={title}>
          <ul
            style={{
              display: 'grid',
              gridTemplateColumns: 'repeat(auto-fill, minmax(210px, 1fr))',
              gap: 10,
              margin: 0,
              padding: 0,
              listStyle: 'none',
            }}
          >
            {tokens.map(([name, says]) => (
              <Token key={name} name={name} says={says} />
            ))}
          </ul>
        </Panel>
      ))}
    </div>
  );
}

function Styles({ count }: { readonly count: number }) {
  return (
    <Panel title="Series" hint="colour, and a second time dash and shape; the pair repeats after 64">
      <ul
        style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(130px, 1fr))', margin: 0, padding: 0, listStyle: 'none' }}
      >
        {Array.from({ length: count }, (_, place) => (
          <li key={place}>
            <Swatch style={seriesStyle(place)} kind="line" isDashed />
            <Swatch style={seriesStyle(place)} kind="point" />
            <Swatch style={seriesStyle(place)} kind="bar" /> series {place + 1}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/**
 * Every colour of the kit, as CSS variables with one value for light and one for dark. `data-theme` on any element chooses; without it the
 * reader's system does. Series colours differ for every common kind of sight and can be read as text: `palette.test.ts` measures it.
 */
const meta = { title: 'Theme/Tokens', component: Tokens } satisfies Meta<typeof Tokens>;
export default meta;
type Story = StoryObj<typeof meta>;

export const Light: Story = {};
export const Dark: Story = { globals: { theme: 'dark' } };
export const Narrow: Story = { parameters: { width: 330 } };
export const SeriesStyles: Story = { render: () => <Styles count={24} /> };
export const SeriesStylesDark: Story = { render: () => <Styles count={24} />, globals: { theme: 'dark' } };

/** A theme holds for a part of a page, too, and changes without a render. */
export const Nested: Story = {
  render: () => (
    <div data-theme="light">
      <Panel title="Light">
        <div data-theme="dark" id="inner">
          <Panel title="Dark inside">words</Panel>
        </div>
      </Panel>
    </div>
  ),
  play: async ({ canvasElement }) => {
    const ground = () => getComputedStyle(canvasElement.querySelector('#inner .uk-panel') ?? canvasElement).backgroundColor;
    await expect(ground()).toBe('rgb(26, 26, 23)');
    canvasElement.querySelector<HTMLElement>('#inner')?.setAttribute('data-theme', 'light');
    await waitFor(() => expect(ground()).toBe('rgb(255, 255, 255)'));
  },
};

import { Button } from '../../primitives/button.tsx';
import { Menu, MenuChoice } from '../../primitives/menu.tsx';
import type { Bands } from './panel.ts';

const options = [
  { value: 'off', label: 'As they are' },
  { value: 'expected', label: 'With what was expected' },
  { value: 'forecast', label: 'With the week to come' },
] as const satisfies readonly { value: Bands; label: string }[];

const names: Readonly<Record<Bands, string>> = {
  off: 'Charts as they are',
  expected: 'Charts with what was expected',
  forecast: 'Charts with a forecast',
};

/** The choice alone, within a menu that holds other things. */
export function BandsChoice({ bands, onChoose }: { readonly bands: Bands; readonly onChoose: (bands: Bands) => void }) {
  return <MenuChoice label="Charts over time" value={bands} options={options} onChoose={onChoose} />;
}

/** How charts over time are drawn where their number is watched: as they are, inside what was expected, or with a forecast. */
export function BandsMenu({ bands, onChoose }: { readonly bands: Bands; readonly onChoose: (bands: Bands) => void }) {
  return (
    <Menu align="start" trigger={<Button>{names[bands]}</Button>}>
      <BandsChoice bands={bands} onChoose={onChoose} />
    </Menu>
  );
}

import { IconButton } from '../../primitives/button.tsx';
import { Menu, MenuChoice } from '../../primitives/menu.tsx';
import { useTheme } from './theme.ts';
import type { Theme } from './theme.ts';
import { useThemeChoice } from './use-theme-choice.ts';

const icons = { system: 'screen', light: 'sun', dark: 'moon' } as const;
const names: Record<Theme, string> = { system: 'As the device', light: 'Light', dark: 'Dark' };

export function ThemeMenu() {
  const theme = useTheme();
  const choose = useThemeChoice();
  return (
    <Menu trigger={<IconButton icon={icons[theme]} label={`Theme: ${names[theme].toLowerCase()}`} />}>
      <MenuChoice
        label="Theme"
        value={theme}
        onChoose={choose}
        options={(['system', 'light', 'dark'] as const).map((value) => ({ value, label: names[value], icon: icons[value] }))}
      />
    </Menu>
  );
}

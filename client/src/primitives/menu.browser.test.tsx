import { createRoot } from 'react-dom/client';
import type { ReactNode } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Button } from './button.tsx';
import { Menu, MenuItem } from './menu.tsx';
import { Popover } from './popover.tsx';
import { Segmented } from './segmented.tsx';

const mounted: (() => void)[] = [];
afterEach(() => {
  for (const unmount of mounted.splice(0)) unmount();
});

function draw(children: ReactNode): void {
  const element = document.body.appendChild(document.createElement('div'));
  const root = createRoot(element);
  mounted.push(() => {
    root.unmount();
    element.remove();
  });
  root.render(children);
}

const button = (name: string) => page.getByRole('button', { name });

test.each(['{Enter}', ' ', '{ArrowDown}'])(
  'a menu that was never open opens by %s, and gives the focus back to its button',
  async (key) => {
    const choose = vi.fn();
    draw(
      <Menu trigger={<Button>Actions</Button>}>
        <MenuItem onChoose={choose}>Rename</MenuItem>
        <MenuItem onChoose={() => {}}>Delete</MenuItem>
      </Menu>,
    );
    await expect.element(button('Actions')).toHaveAttribute('aria-haspopup', 'menu');
    await expect.element(button('Actions')).toHaveAttribute('aria-expanded', 'false');
    await userEvent.tab();
    await expect.element(button('Actions')).toHaveFocus();
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
    await userEvent.keyboard(key);
    await expect.element(page.getByRole('menuitem', { name: 'Rename' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
    await expect.element(button('Actions')).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    expect(choose).toHaveBeenCalledTimes(1);
  },
);

test('a popover opens by a press, calls its owner, and closes by Escape to its button', async () => {
  const heard = vi.fn();
  draw(
    <Popover title="Why" trigger={<Button>More</Button>} onOpenChange={heard}>
      <p>Because.</p>
    </Popover>,
  );
  await button('More').click();
  await expect.element(page.getByRole('dialog', { name: 'Why' })).toBeVisible();
  expect(heard.mock.calls).toEqual([[true]]);
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  await expect.element(button('More')).toHaveFocus();
  expect(heard.mock.calls).toEqual([[true], [false]]);
});

test('a popover that begins open is open without a press, and stays closed once it is closed', async () => {
  const at = (open: boolean) => (
    <Popover title="Why" trigger={<Button>More</Button>} open={open}>
      <p>Because.</p>
    </Popover>
  );
  const element = document.body.appendChild(document.createElement('div'));
  const root = createRoot(element);
  mounted.push(() => {
    root.unmount();
    element.remove();
  });
  root.render(at(true));
  await expect.element(page.getByRole('dialog', { name: 'Why' })).toBeVisible();
  root.render(at(false));
  await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
});

test('one of a few: arrow keys go around, the chosen one is pressed and first for the tabulator key', async () => {
  const choose = vi.fn();
  const options = ['a', 'b', 'c'].map((value) => ({ value, label: value.toUpperCase() }));
  draw(<Segmented label="Which" value="b" options={options} onChoose={choose} />);
  await expect.element(button('B')).toHaveAttribute('aria-pressed', 'true');
  await expect.element(button('A')).toHaveAttribute('aria-pressed', 'false');
  await userEvent.tab();
  await expect.element(button('B')).toHaveFocus();
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  await expect.element(button('A')).toHaveFocus();
  await userEvent.keyboard('{ArrowLeft}{Enter}');
  expect(choose.mock.calls).toEqual([['c']]);
  await button('B').click();
  expect(choose).toHaveBeenCalledTimes(1);
});

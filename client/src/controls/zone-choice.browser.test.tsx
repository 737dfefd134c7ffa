import { LocaleProvider } from 'ui-kit/format';
import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../testing/render.tsx';
import { useViewQuery } from './use-view.ts';
import { ZoneChoice } from './zone-choice.tsx';
import { ownZone, useZone } from './zone.ts';

function Page() {
  return (
    <LocaleProvider timeZone={useZone()}>
      <ZoneChoice />
      <Asked />
    </LocaleProvider>
  );
}

function Asked() {
  return <output>{useViewQuery().filter.timeZone ?? 'UTC'}</output>;
}

afterEach(() => localStorage.removeItem('ftl.zone'));

test('the zone is named, and another one that is chosen is kept and asked for', async () => {
  await render(<Page />);
  await expect.element(page.getByRole('status')).toHaveTextContent(ownZone);
  await page.getByRole('button', { name: /^Time zone/ }).click();
  await page.getByRole('combobox', { name: 'Time zone' }).click();
  await page.getByRole('option', { name: 'America/New York', exact: true }).click();
  await expect.element(page.getByRole('status')).toHaveTextContent('America/New_York');
  await expect.element(page.getByRole('button', { name: 'Time zone: America/New York' })).toHaveTextContent('New York');
  expect(localStorage.getItem('ftl.zone')).toBe('America/New_York');
});

test('a zone that the browser does not know is the one of the device', async () => {
  localStorage.setItem('ftl.zone', 'Mars/Olympus');
  await render(<Page />);
  await expect.element(page.getByRole('status')).toHaveTextContent(ownZone);
});

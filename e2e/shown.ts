import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';

/** What a page shows, as a reader has it, and how numbers are written there; nothing of the product is used here. */

/** What a tile says to a screen reader. */
export const tile = (page: Page, label: string): Promise<string> =>
  page
    .locator('.uk-tile')
    .filter({ has: page.locator('.uk-tile-label').filter({ hasText: new RegExp(`^${label}`) }) })
    .first()
    .locator('.uk-tile-value .uk-hidden')
    .innerText();

export async function cellUnder(table: Locator, row: Locator, header: string): Promise<string> {
  const headers = await table.locator('thead th').allInnerTexts();
  const place = headers.findIndex((text) => text.trim().startsWith(header));
  expect(place, `column ${header} of ${headers.join(', ')}`).toBeGreaterThanOrEqual(0);
  const cell = row.locator('td, th').nth(place);
  const spoken = cell.locator('.uk-hidden');
  return ((await spoken.count()) > 0 ? await spoken.innerText() : await cell.innerText()).trim();
}

/** How far the page can be scrolled sideways, px. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

/** The page follows in its own time. */
export const eventually = <Value>(look: () => Promise<Value>, wanted: Value): Promise<void> =>
  expect.poll(look, { timeout: 15_000 }).toEqual(wanted);

export const numberIn = (text: string): number | null => (/\d/.test(text) ? Number(text.replaceAll(/[^\d.]/g, '')) : null);
export const count = (value: number): string => value.toLocaleString('en-US');
/** Below a dollar three digits that matter. */
export const usd = (value: number): string => {
  const digits = value >= 1 || value === 0 ? 2 : Math.max(2, 2 - Math.floor(Math.log10(value)));
  return `$${value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: digits })}`;
};
export const percent = (share: number): string => `${(share * 100).toFixed(1)}\u00a0%`;
export const milliseconds = (ms: number): string =>
  ms < 10_000 ? `${Math.round(ms).toLocaleString('en-US')}\u00a0ms` : `${(ms / 1_000).toFixed(1)}\u00a0s`;

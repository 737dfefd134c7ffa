import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from '../../testing/render.tsx';
import { SavedViews } from './saved-views.tsx';

/** A server that keeps views by name. */
function keeping(views: { id: string; name: string; search: string }[]) {
  return {
    SavedViews: () => ({ savedViews: [...views].sort((one, other) => (one.name < other.name ? -1 : 1)) }),
    SaveView: (variables: Record<string, unknown>) => {
      const { name, search } = variables as { name: string; search: string };
      const known = views.find((view) => view.name === name);
      if (known === undefined) views.push({ id: `id-${name}`, name, search });
      else known.search = search;
      return { saveView: { id: `id-${name}`, name, search, __typename: 'SavedView' } };
    },
    DeleteView: ({ id }: Record<string, unknown>) => {
      views.splice(views.findIndex((view) => view.id === id), 1);
      return { deleteView: id };
    },
  };
}

const trigger = (name: string) => page.getByRole('button', { name, exact: true });

test('s opens it; a view is saved by name and then is the one that is shown', async () => {
  const views: { id: string; name: string; search: string }[] = [];
  await render(<SavedViews page="traces" />, { answers: keeping(views), at: '/?state=failed&range=7d&live=paused' });
  await expect.element(trigger('Views')).toBeVisible();
  await userEvent.keyboard('s');
  await expect.element(page.getByLabelText('Save this view as')).toHaveFocus();
  await userEvent.keyboard('Failed this week{Enter}');
  await expect.element(trigger('Failed this week')).toBeVisible();
  expect(views).toMatchObject([{ name: 'Failed this week', search: 'range=7d&state=failed' }]);
});

test('a view is opened whole: what it does not name is gone from the address, a pause stays', async () => {
  const { search } = await render(<SavedViews page="traces" />, { answers: keeping([{ id: '1', name: 'Slow', search: 'duration=5000..&range=24h' }]), at: '/?live=paused&model=a' });
  await trigger('Views').click();
  await page.getByRole('button', { name: 'Slow', exact: true }).click();
  await expect.poll(search).toBe('?duration=5000..&range=24h&live=paused');
  await expect.element(trigger('Slow')).toBeVisible();
});

test('a name that is there is saved over; a view can be deleted', async () => {
  const views = [{ id: '1', name: 'Mine', search: 'range=7d' }];
  await render(<SavedViews page="messages" />, { answers: keeping(views), at: '/?range=24h' });
  await trigger('Views').click();
  await page.getByLabelText('Save this view as').fill('Mine');
  await page.getByRole('button', { name: 'Save over it' }).click();
  await expect.element(trigger('Mine')).toBeVisible();
  expect(views).toMatchObject([{ search: 'range=24h' }]);
  await trigger('Mine').click();
  await page.getByRole('button', { name: 'Delete the view “Mine”' }).click();
  await expect.element(page.getByText(/^None yet/)).toBeVisible();
  expect(views).toEqual([]);
});

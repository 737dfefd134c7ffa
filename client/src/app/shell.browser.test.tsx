import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { LocaleProvider } from 'ui-kit/format';
import { Provider } from 'urql';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { socketViewer } from '../graphql/socket-viewer.ts';
import { standing } from '../graphql/standing.ts';
import { answeringAuth } from '../testing/auth.ts';
import { answering, Refused } from '../testing/render.tsx';
import type { Answers } from '../testing/render.tsx';
import { viewerOf } from '../testing/viewer.tsx';
import { makeRouter } from './router.tsx';

const mounted: (() => void)[] = [];
afterEach(() => {
  for (const unmount of mounted.splice(0)) unmount();
  socketViewer.take(undefined);
});

async function open(at: string, answers: Answers) {
  const client = answering({
    DataPolicy: () => ({ dataPolicy: null }),
    PriceBook: () => ({ prices: [], priceTables: [], modelAliases: [], models: [], backgroundTasks: [] }),
    WorkspaceChoices: () => ({ workspaces: [{ slug: 'default', name: 'Default', role: 'OWNER', archivedAt: null }] }),
    ...answers,
  });
  const router = makeRouter(client, createMemoryHistory({ initialEntries: [at] }));
  const element = document.body.appendChild(document.createElement('div'));
  const root = createRoot(element);
  mounted.push(() => {
    root.unmount();
    element.remove();
  });
  root.render(
    <Provider value={client}>
      <LocaleProvider locale="en-GB" timeZone="UTC">
        <RouterProvider router={router} />
      </LocaleProvider>
    </Provider>,
  );
  await router.load();
}

const { reload: _, ...owner } = viewerOf();
const viewer = { ...owner, __typename: 'Viewer' };
const entries = () =>
  page
    .getByRole('navigation', { name: 'Pages' })
    .getByRole('link')
    .elements()
    .map((link) => link.textContent.trim());

test('the palette switches to each other workspace', async () => {
  const choice = (slug: string, name: string, archivedAt: string | null = null) => ({ slug, name, role: 'OWNER', archivedAt });
  await open('/prices', {
    Viewer: () => ({ viewer }),
    PaletteChoices: () => ({ models: [], anomalies: { edges: [] } }),
    WorkspaceChoices: () => ({
      workspaces: [choice('default', 'Default'), choice('team', 'Team Ä'), choice('old', 'Old', '2026-11-01T10:00:00.000Z')],
    }),
  });
  await expect.element(page.getByRole('button', { name: 'Ann owner' })).toBeVisible();
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(page.getByRole('option', { name: 'Switch to Old workspace old, archived' })).toBeVisible();
  await page.getByRole('combobox').fill('switch team');
  await expect.element(page.getByRole('option', { name: /^Switch to Team Ä/ })).toHaveAttribute('data-highlighted');
  await expect.element(page.getByRole('option', { name: /Default/ })).not.toBeInTheDocument();
});

test('the palette finds experiments, flags, prompts, cohorts, metrics, rules and open anomalies by name, and a user by the id', async () => {
  await open('/prices', {
    Viewer: () => ({ viewer }),
    PaletteChoices: () => ({
      models: [],
      boards: [],
      experiments: [
        { __typename: 'Experiment', id: 'e1', key: 'tone', name: 'Tone of answers', kind: 'EXPERIMENT', state: 'RUNNING' },
        { __typename: 'Experiment', id: 'e2', key: 'retries', name: 'Retries', kind: 'FLAG', state: 'DRAFT' },
      ],
      prompts: [{ __typename: 'Prompt', id: 'p1', name: 'support/tone', type: 'CHAT' }],
      cohorts: [{ __typename: 'UserCohort', id: 'c1', name: 'Busy lately' }],
      metrics: [{ __typename: 'Metric', id: 'm1', key: 'basket', name: 'Value of a basket' }],
      alertRules: [{ __typename: 'AlertRule', id: 'r1', name: 'Errors of a model', state: 'NO_DATA' }],
      anomalies: { edges: [{ node: { __typename: 'Anomaly', id: 'a1', number: 7, sentence: 'Cost rose' } }] },
    }),
  });
  await expect.element(page.getByRole('button', { name: 'Ann owner' })).toBeVisible();
  await userEvent.keyboard('{Control>}k{/Control}');
  await page.getByRole('combobox').fill('tone');
  await expect.element(page.getByRole('option', { name: 'support/tone chat prompt' })).toBeVisible();
  await expect.element(page.getByRole('option', { name: 'Tone of answers experiment tone, running' })).toBeVisible();
  await page.getByRole('combobox').fill('flag retries');
  await expect.element(page.getByRole('option', { name: 'Retries flag retries, draft' })).toBeVisible();
  await page.getByRole('combobox').fill('busy lately');
  await expect.element(page.getByRole('option', { name: 'Busy lately cohort' })).toBeVisible();
  await page.getByRole('combobox').fill('errors of');
  await expect.element(page.getByRole('option', { name: 'Errors of a model alert rule, no data' })).toBeVisible();
  await page.getByRole('combobox').fill('cost rose');
  await expect.element(page.getByRole('option', { name: 'Cost rose anomaly 7, open' })).toBeVisible();
  await page.getByRole('combobox').fill('basket');
  await expect.element(page.getByRole('option', { name: 'Value of a basket metric basket' })).toBeVisible();
  await expect.element(page.getByRole('option', { name: 'basket open the user with this id' })).toBeVisible();
});

test('the sidebar names who is signed in, and offers the pages that they may see', async () => {
  await open('/prices', {
    Viewer: () => ({ viewer: { ...viewer, role: 'VIEWER', permissions: ['OWN_ACCOUNT', 'READ', 'READ_MEMBERS'] } }),
  });
  await expect.element(page.getByRole('button', { name: 'Ann viewer' })).toBeVisible();
  await expect.poll(entries).toContain('Members');
  for (const hidden of ['Keys', 'Audit log', 'Data', 'Import', 'Connect']) expect(entries()).not.toContain(hidden);
  await expect.element(page.getByRole('button', { name: 'Add price' })).not.toBeInTheDocument();
});

test('a refusal because of the role asks again who looks, and takes away what they lost', async () => {
  const Viewer = vi
    .fn()
    .mockReturnValueOnce({ viewer })
    .mockReturnValue({ viewer: { ...viewer, role: 'VIEWER', permissions: ['OWN_ACCOUNT', 'READ'] } });
  await open('/prices', { Viewer });
  await expect.element(page.getByRole('button', { name: 'Add price' })).toBeVisible();
  await expect.poll(entries).toContain('Audit log');
  standing.announce('changed');
  await expect.element(page.getByRole('button', { name: 'Add price' })).not.toBeInTheDocument();
  await expect.poll(entries).not.toContain('Audit log');
});

test.each(['before', 'after'])(
  'a role that changed while the page began is noticed by its socket, acknowledged %s the answer',
  async (when) => {
    const { person, workspace } = viewer;
    const lower = { ...viewer, role: 'VIEWER', permissions: ['OWN_ACCOUNT', 'READ'] };
    const acknowledge = () =>
      socketViewer.take({
        viewer: { person: person?.id, workspace: workspace?.id, role: lower.role, permissions: lower.permissions },
      });
    const Viewer = vi.fn().mockReturnValueOnce({ viewer }).mockReturnValue({ viewer: lower });
    if (when === 'before') acknowledge();
    await open('/prices', { Viewer });
    if (when === 'after') {
      await expect.element(page.getByRole('button', { name: 'Add price' })).toBeVisible();
      acknowledge();
    }
    await expect.element(page.getByRole('button', { name: 'Ann viewer' })).toBeVisible();
    await expect.element(page.getByRole('button', { name: 'Add price' })).not.toBeInTheDocument();
    acknowledge();
    expect(Viewer, 'what agrees is not asked again').toHaveBeenCalledTimes(2);
  },
);

test('a socket that stays behind the answer leads to one more query, and no loop', async () => {
  const Viewer = vi.fn().mockReturnValue({ viewer });
  socketViewer.take({ viewer: { person: 'P1', workspace: 'W1', role: 'VIEWER', permissions: [] } });
  await open('/prices', { Viewer });
  await expect.poll(() => Viewer.mock.calls.length).toBe(2);
  await expect.element(page.getByRole('button', { name: 'Ann owner' })).toBeVisible();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(Viewer).toHaveBeenCalledTimes(2);
});

test('who is no member of the workspace learns which are theirs; the account stays open to them', async () => {
  answeringAuth({});
  const none = { ...viewer, role: null, workspace: null, permissions: ['OWN_ACCOUNT'] };
  await open('/prices', { Viewer: () => ({ viewer: none }) });
  await expect.element(page.getByText('ann@example.com is no member of the workspace “default”.')).toBeVisible();
  await expect.poll(entries).toEqual(['Fine Tune Lab', 'Workspaces']);
});

test('a page that the role does not have says which role has it and who gives it, and offers no second try', async () => {
  const Permissions = () => ({
    permissions: [
      { __typename: 'PermissionRule', name: 'READ_AUDIT', what: 'see who changed what', roles: ['ADMIN', 'OWNER'], keyScopes: [] },
    ],
  });
  const asked = vi.fn(() => new Refused('To see who changed what takes the permission READ_AUDIT.'));
  await open('/audit', {
    Viewer: () => ({ viewer: { ...viewer, role: 'VIEWER', permissions: ['OWN_ACCOUNT', 'READ'] } }),
    Permissions,
    AuditPage: asked,
  });
  await expect.element(page.getByText('Your role here, viewer, does not have this page.')).toBeVisible();
  await expect.element(page.getByText(/^To see who changed what takes the role admin or owner\. An admin or an owner/)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Try again' })).not.toBeInTheDocument();
});

test('a reviewer lands on what a reviewer can do', async () => {
  await open('/', { Viewer: () => ({ viewer: { ...viewer, role: 'REVIEWER', permissions: ['SEE_SELF', 'OWN_ACCOUNT'] } }) });
  await expect.element(page.getByRole('heading', { name: 'Review' })).toBeVisible();
  await expect
    .element(page.getByRole('main').getByRole('link', { name: 'Annotation queues' }))
    .toHaveAttribute('href', expect.stringContaining('/queues'));
  await expect.element(page.getByRole('link', { name: 'Your account' })).toBeVisible();
  await expect.element(page.getByText('The numbers could not be read')).not.toBeInTheDocument();
});

test.each(['/queues/Q1', '/queues/Q1/annotate'])('a reviewer may open %s', async (at) => {
  const permissions = ['SEE_SELF', 'OWN_ACCOUNT', 'SEE_QUEUES', 'REVIEW'];
  await open(at, {
    Viewer: () => ({ viewer: { ...viewer, role: 'REVIEWER', permissions } }),
    AnnotationQueuePage: () => ({ annotationQueue: null }),
  });
  await expect.element(page.getByText('There is no such annotation queue.')).toBeVisible();
});

test('sign-in says why a provider’s round failed, by the page’s own router', async () => {
  answeringAuth({ '/options': () => ({ hasAccounts: true, signUp: 'INVITE', domain: null, providers: [], hasMail: false, password: {} }) });
  await open('/sign-in?error=SSO_REFUSED', {});
  await expect.element(page.getByText(/in none of the groups/)).toBeVisible();
});

test('a page for one who is not signed in has no sidebar', async () => {
  answeringAuth({});
  await open('/sign-in', {});
  await expect.element(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect.element(page.getByRole('navigation', { name: 'Pages' })).not.toBeInTheDocument();
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from './run.ts';

/** What stands under deploy/ names variables, metrics and paths of the product: each is compared with the product's own. */
const read = (path: string): Promise<string> => readFile(join(ROOT, path), 'utf8');
const [running, metrics, api, signIn, models] = (await Promise.all(
  ['docs/running.md', 'server/src/protocols/monitoring/metrics.ts', 'docs/api.md', 'docs/sign-in.md', 'docs/language-models.md'].map(read),
)) as [string, string, string, string, string];
const variables = (text: string): string[] =>
  [...text.matchAll(/\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|ROLE|HOST|PORT)\b/g)].map(([, name]) => name as string);
const known = new Set([running, signIn, models].flatMap(variables));
const ofOthers = new Set([
  'NODE_ENV',
  'PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD',
  'POSTGRES_PASSWORD',
  'POSTGRES_USER',
  'POSTGRES_DB',
  'CLICKHOUSE_PASSWORD',
]);

interface Compose {
  services: Record<
    string,
    { environment?: Record<string, string>; depends_on?: Record<string, unknown>; healthcheck?: object; image: string }
  >;
}
const compose = parse(await read('deploy/compose.yaml'), { merge: true }) as Compose;
const chart = await Promise.all(['_helpers.tpl', 'deployments.yaml', 'secret.yaml'].map((name) => read(`deploy/helm/templates/${name}`)));

test('servers of the Compose file get variables that the product reads, and wait for stores that are checked', () => {
  for (const name of ['api', 'worker']) {
    const { environment = {}, depends_on = {} } = compose.services[name] as Compose['services'][string];
    expect(environment['ROLE']).toBe(name);
    for (const variable of Object.keys(environment)) expect(known, `${name} ${variable}`).toContain(variable);
    for (const store of Object.keys(depends_on)) expect(compose.services[store]?.healthcheck, store).toBeDefined();
  }
});

test.each(['deploy/Dockerfile', 'deploy/systemd/fine-tune-lab.service'])('%s sets variables that the product reads', async (path) => {
  const set = (await read(path))
    .split('\n')
    .filter((line) => /^(?:ENV|Environment=)/.test(line))
    .flatMap(variables);
  expect(set.length).toBeGreaterThan(0);
  for (const variable of set) if (!ofOthers.has(variable)) expect(known, variable).toContain(variable);
});

test('the chart sets variables that the product reads, and asks paths that it answers', () => {
  const named = chart.flatMap((text) => [
    ...[...text.matchAll(/^ {2}([A-Z_]+): \{\{/gm)].map(([, name]) => name as string),
    ...[...text.matchAll(/\{ name: ([A-Z_]+), value/g)].map(([, name]) => name as string),
  ]);
  expect(named).toEqual(expect.arrayContaining(['DATABASE_URL', 'ROLE', 'AUTH_SECRET']));
  for (const variable of named) expect(known, variable).toContain(variable);
  const paths = new Set(chart.flatMap((text) => [...text.matchAll(/path: (\/[a-z]+), port/g)].map(([, path]) => path as string)));
  expect(paths.size).toBe(2);
  for (const path of paths) expect(api).toContain(`| \`${path}\` |`);
});

/** Names of metrics as a query has them: a histogram has three of its own. */
const metricsIn = (text: string): string[] =>
  [...text.matchAll(/\b((?:ftl|process|nodejs)_[a-z0-9_]+)/g)].map(([, name]) => (name as string).replace(/_(?:bucket|count|sum)$/, ''));
const own = new Set([...metrics.matchAll(/name: '(ftl_[a-z_]+)'/g)].map(([, name]) => name as string));

test('the dashboard of Grafana shows each metric of the product, and no other', async () => {
  const { panels } = JSON.parse(await read('deploy/grafana/dashboard.json')) as {
    panels: { title: string; gridPos: { x: number; y: number; w: number; h: number }; targets: { expr: string }[] }[];
  };
  const shown = new Set(
    panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => metricsIn(expr))).filter((name) => name.startsWith('ftl_')),
  );
  // Whether writes are refused is an alert, not a line.
  expect([...shown, 'ftl_disk_refuses_writes'].sort()).toEqual([...own].sort());
  for (const { title, gridPos } of panels) expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
});

test('alerts of Prometheus ask for metrics of the product, and say what they mean', async () => {
  const { groups } = parse(await read('deploy/prometheus/alerts.yaml')) as {
    groups: { rules: { alert: string; expr: string; labels: { severity: string }; annotations: { summary: string } }[] }[];
  };
  const rules = groups.flatMap((group) => group.rules);
  expect(rules.length).toBeGreaterThan(5);
  for (const { alert, expr, labels, annotations } of rules) {
    for (const name of metricsIn(expr)) expect(own, `${alert} ${name}`).toContain(name);
    expect(['critical', 'warning']).toContain(labels.severity);
    expect(annotations.summary).toMatch(/\.$/);
  }
});

import type { Answer, Asked } from './asked.ts';
import * as artifacts from './artifacts.ts';
import * as batch from './batch.ts';
import * as experiments from './experiments.ts';
import * as history from './history.ts';
import * as models from './models.ts';
import { search as searchRuns } from './run-search.ts';
import * as runs from './runs.ts';
import { MlflowRefusal } from './errors.ts';

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/api/2.0/mlflow/`; a star stands for one name. */
  readonly path: string;
  /** Needs a key that may write. */
  readonly writes?: 'STORES' | 'FREES';
  readonly answer: (asked: Asked) => Promise<Answer>;
}

const reads = (method: Route['method'], path: string, answer: Route['answer']): Route => ({ method, path, answer });
const stores = (method: Route['method'], path: string, answer: Route['answer']): Route => ({ method, path, answer, writes: 'STORES' });
const frees = (method: Route['method'], path: string, answer: Route['answer']): Route => ({ method, path, answer, writes: 'FREES' });

/** What of MLflow's API there is: tracking, and the models that a run logs. */
const routes: readonly Route[] = [
  stores('POST', 'experiments/create', experiments.create),
  reads('GET', 'experiments/get', experiments.get),
  reads('GET', 'experiments/get-by-name', experiments.getByName),
  reads('GET', 'experiments/search', experiments.search),
  reads('POST', 'experiments/search', experiments.search),
  stores('POST', 'experiments/update', experiments.update),
  frees('POST', 'experiments/delete', experiments.remove),
  stores('POST', 'experiments/restore', experiments.restore),
  stores('POST', 'experiments/set-experiment-tag', experiments.setTag),
  stores('POST', 'experiments/delete-experiment-tag', experiments.deleteTag),
  stores('POST', 'runs/create', runs.create),
  reads('GET', 'runs/get', runs.get),
  stores('POST', 'runs/update', runs.update),
  frees('POST', 'runs/delete', runs.remove),
  stores('POST', 'runs/restore', runs.restore),
  reads('POST', 'runs/search', searchRuns),
  stores('POST', 'runs/log-metric', batch.logMetric),
  stores('POST', 'runs/log-parameter', runs.logParameter),
  stores('POST', 'runs/log-batch', batch.logBatch),
  stores('POST', 'runs/set-tag', runs.setTag),
  stores('POST', 'runs/delete-tag', runs.deleteTag),
  stores('POST', 'runs/log-inputs', runs.logInputs),
  stores('POST', 'runs/outputs', runs.logOutputs),
  stores('POST', 'runs/log-model', runs.logModel),
  reads('GET', 'metrics/get-history', history.getHistory),
  reads('GET', 'metrics/get-history-bulk-interval', history.getBulkInterval),
  reads('GET', 'artifacts/list', artifacts.list),
  stores('POST', 'logged-models', models.create),
  reads('POST', 'logged-models/search', models.search),
  reads('GET', 'logged-models/*', models.get),
  stores('PATCH', 'logged-models/*', models.finalize),
  frees('DELETE', 'logged-models/*', models.remove),
  stores('PATCH', 'logged-models/*/tags', models.setTags),
  stores('DELETE', 'logged-models/*/tags/*', models.deleteTag),
  stores('POST', 'logged-models/*/params', models.logParams),
  reads('GET', 'server-info', async () => ({
    store_type: 'SqlStore',
    workspaces_enabled: false,
    trace_archival_enabled: false,
    multipart_uploads_enabled: false,
    multipart_downloads_enabled: false,
  })),
];

/** Parts of MLflow that have no place here, by the beginning of their paths. */
const notOffered: readonly (readonly [start: string, reason: string])[] = [
  ['registered-models', 'There is no registry of MLflow here; models are registered with GraphQL.'],
  ['model-versions', 'There is no registry of MLflow here; models are registered with GraphQL.'],
  ['traces', 'Traces are taken by OpenTelemetry at /v1/traces.'],
];

/** The route of a request, and what its stars stand for. */
export function routeOf(method: string, path: string): { route: Route; names: string[] } {
  const methods: string[] = [];
  for (const route of routes) {
    const names = namesIn(path, route.path);
    if (names === null) continue;
    if (route.method === method) return { route, names };
    methods.push(route.method);
  }
  const name = path.slice(0, 100);
  if (methods.length > 0) throw new MlflowRefusal('BAD_REQUEST', `${method} is not taken for mlflow/${name}; ${methods.join(' or ')} is.`);
  const reason = notOffered.find(([start]) => path === start || path.startsWith(`${start}/`))?.[1];
  if (reason !== undefined) throw new MlflowRefusal('NOT_IMPLEMENTED', reason);
  const offered = routes.map((route) => `${route.method} ${route.path}`).join(', ');
  throw new MlflowRefusal(
    'ENDPOINT_NOT_FOUND',
    `mlflow/${name} is not there. Of MLflow's API this server has: ${offered}, and mlflow-artifacts/artifacts.`,
  );
}

/** What the stars of a pattern stand for; null: the path is another. */
function namesIn(path: string, pattern: string): string[] | null {
  if (!pattern.includes('*')) return path === pattern ? [] : null;
  const [parts, wanted] = [path.split('/'), pattern.split('/')];
  if (parts.length !== wanted.length) return null;
  const names: string[] = [];
  for (const [index, part] of wanted.entries()) {
    const given = parts[index] as string;
    if (part !== '*') {
      if (part !== given) return null;
      continue;
    }
    try {
      names.push(decodeURIComponent(given));
    } catch {
      return null;
    }
  }
  return names.includes('') ? null : names;
}

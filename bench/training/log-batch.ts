import { Agent, request } from 'node:http';

/** A process that sends batches of metrics to any server that speaks MLflow's REST API, and reports what each took. */
export interface Order {
  readonly url: string;
  readonly clientCount: number;
  readonly metricCount: number;
  readonly durationMs: number;
}

export interface Report {
  readonly latenciesMs: readonly number[];
  readonly elapsedMs: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 100 });

function post(url: string, path: string, body: object): Promise<Record<string, unknown>> {
  const text = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/api/2.0/mlflow/${path}`, {
      method: 'POST',
      agent,
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
        'user-agent': 'mlflow-python-client/3.17.2',
      },
    });
    sent.on('response', async (response) => {
      let answer = '';
      for await (const chunk of response.setEncoding('utf8')) answer += chunk;
      if (response.statusCode === 200) resolve(JSON.parse(answer) as Record<string, unknown>);
      else reject(new Error(`${path}: ${response.statusCode} ${answer.slice(0, 300)}`));
    });
    sent.on('error', reject);
    sent.end(text);
  });
}

/** Twenty metrics a step, as a trainer with a few dozen of them logs. */
const metricsOfStep = 20;

async function client(order: Order, number: number, endsAt: number): Promise<number[]> {
  const { run } = (await post(order.url, 'runs/create', { experiment_id: '0', run_name: `client ${number}`, start_time: Date.now() })) as {
    run: { info: { run_id: string } };
  };
  const latenciesMs: number[] = [];
  for (let batch = 0; performance.now() < endsAt; batch += 1) {
    const timestamp = Date.now();
    const metrics = Array.from({ length: order.metricCount }, (_, index) => ({
      key: `metric/${index % metricsOfStep}`,
      value: Math.random(),
      timestamp,
      step: (batch * order.metricCount + index - (index % metricsOfStep)) / metricsOfStep,
    }));
    const sentAt = performance.now();
    await post(order.url, 'runs/log-batch', { run_id: run.info.run_id, metrics, params: [], tags: [] });
    latenciesMs.push(performance.now() - sentAt);
  }
  return latenciesMs;
}

process.once('message', async (order: Order) => {
  const startedAt = performance.now();
  const all = await Promise.all(
    Array.from({ length: order.clientCount }, (_, number) => client(order, number, startedAt + order.durationMs)),
  );
  const report: Report = { latenciesMs: all.flat(), elapsedMs: performance.now() - startedAt };
  process.send?.(report, () => process.exit(0));
});

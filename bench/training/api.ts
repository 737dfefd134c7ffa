import { Agent, request } from 'node:http';

export interface Api {
  /** Posts an operation over a kept connection. Errors: rejects with what the server answered. */
  ask<Data>(query: string, variables?: object): Promise<Data>;
  /** The same for a body that is made already. */
  post(body: Buffer): Promise<string>;
  close(): void;
}

/** GraphQL over kept-alive connections. */
export function openApi(url: string, connectionCount: number): Api {
  const agent = new Agent({ keepAlive: true, maxSockets: connectionCount });
  const { hostname, port } = new URL(url);
  const post = (body: Buffer): Promise<string> =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': body.length };
      const sending = request({ hostname, port, agent, method: 'POST', path: '/graphql', headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          if (response.statusCode === 200 && !text.includes('"errors":')) resolve(text);
          else reject(new Error(`${response.statusCode}: ${text.slice(0, 400)}`));
        });
      });
      // The server has closed a connection that was idle, just as it was used again.
      sending.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ECONNRESET' ? post(body).then(resolve, reject) : reject(error),
      );
      sending.end(body);
    });
  return {
    post,
    ask: async <Data>(query: string, variables: object = {}) =>
      (JSON.parse(await post(Buffer.from(JSON.stringify({ query, variables })))) as { data: Data }).data,
    close: () => agent.destroy(),
  };
}

export const logSteps =
  'mutation ($jobId: ID!, $points: [TrainingPointInput!]!) { logTrainingSteps(jobId: $jobId, points: $points) { accepted updated rejected { reason } } }';

export async function createJob(api: Api, name: string): Promise<string> {
  const { createTrainingJob } = await api.ask<{ createTrainingJob: { id: string } }>(
    'mutation ($name: String!) { createTrainingJob(input: { name: $name }) { id } }',
    { name },
  );
  return createTrainingJob.id;
}

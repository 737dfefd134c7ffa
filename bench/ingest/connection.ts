import { Agent, request } from 'node:http';

export interface Connection {
  /** Posts a body to /graphql and gives what came back. Errors: rejects on any status but 200. */
  post(body: string | Buffer): Promise<string>;
  close(): void;
}

/** One kept-alive HTTP connection: what an application's own client has. */
export function connect(url: string): Connection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const { hostname, port } = new URL(url);
  return {
    post: (body) =>
      new Promise((resolve, reject) => {
        const headers = { 'content-type': 'application/json', accept: 'application/json', 'content-length': Buffer.byteLength(body) };
        const sending = request({ hostname, port, agent, method: 'POST', path: '/graphql', headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            if (response.statusCode === 200) resolve(text);
            else reject(new Error(`${response.statusCode}: ${text.slice(0, 300)}`));
          });
        });
        sending.on('error', reject);
        sending.end(body);
      }),
    close: () => agent.destroy(),
  };
}

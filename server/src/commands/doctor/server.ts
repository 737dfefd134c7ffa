import { createServer } from 'node:net';
import type { Config } from '../../platform/config.ts';
import { addressOf, isLoopbackHost, reachableHost } from '../../platform/config.ts';
import { failure, ok, warning, type Finding } from './finding.ts';

const patienceMs = 3_000;

export interface ServerFindings {
  readonly findings: readonly Finding[];
  /** A server of the product answers at the address: it has the data folder. */
  readonly isRunning: boolean;
}

/** Who answers where this server would listen: the product, another program, or no one. */
export async function serverFindings({ host, port }: Pick<Config, 'host' | 'port'>): Promise<ServerFindings> {
  const area = 'Server';
  const address = addressOf(reachableHost(host), port);
  if (port === 0) return { isRunning: false, findings: [ok(area, 'PORT=0: the next start takes any free port')] };
  const answer = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(patienceMs) }).then(
    async (response) => ({ status: response.status, body: (await response.json().catch(() => null)) as Record<string, unknown> | null }),
    () => null,
  );
  if (answer === null) {
    const reason = await portTaken(host, port);
    return {
      isRunning: false,
      findings:
        reason === null
          ? [ok(area, `does not run; ${address} is free`)]
          : [failure(area, `${address}: ${reason}`, 'Set PORT to another port, or HOST to an address of this machine.')],
    };
  }
  if (typeof answer.body?.['ready'] !== 'boolean')
    return {
      isRunning: false,
      findings: [failure(area, `another program answers at ${address}`, 'Set PORT to another port, or end that program.')],
    };
  const { ready, ...parts } = answer.body;
  const ill = Object.entries(parts).filter(([, state]) => state === false || state === 'TIGHT' || state === 'FULL');
  const names = ill.map(([name, state]) => (state === false ? name : `${name} ${String(state)}`)).join(', ');
  return {
    isRunning: true,
    findings: [
      ready === true && ill.length === 0
        ? ok(area, `runs at ${address} and is ready`)
        : ready === true
          ? warning(area, `runs at ${address}: ${names}`, 'The findings below say more; docs/reliability.md says what happens meanwhile.')
          : failure(
              area,
              `runs at ${address} and is not ready: ${names}`,
              'The findings below say more; docs/reliability.md says what happens meanwhile.',
            ),
    ],
  };
}

/** Why no server can listen there; null: one can. */
async function portTaken(host: string, port: number): Promise<string | null> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', (error: NodeJS.ErrnoException) =>
      resolve(
        error.code === 'EADDRINUSE'
          ? 'another program has the port'
          : error.code === 'EACCES'
            ? 'this user may not listen on that port'
            : error.code === 'EADDRNOTAVAIL'
              ? 'the machine has no such address'
              : error.message,
      ),
    );
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(null)));
  });
}

/** How people reach the server. */
export function addressFindings({ host, signIn, trustedProxies }: Pick<Config, 'host' | 'signIn' | 'trustedProxies'>): Finding[] {
  const area = 'Address';
  const { publicUrl, secret } = signIn;
  if (publicUrl === null)
    return isLoopbackHost(host)
      ? [ok(area, 'this machine alone')]
      : [
          warning(
            area,
            `HOST=${host} without PUBLIC_URL`,
            'Set PUBLIC_URL to the address that people open: links in mails and sign-in need it.',
          ),
        ];
  const { protocol, hostname } = new URL(publicUrl);
  const found: Finding[] = [ok(area, publicUrl)];
  if (protocol === 'http:' && !isLoopbackHost(hostname))
    found.push(
      warning(
        area,
        'people reach it without TLS',
        'Put a proxy with a certificate in front of it (docs/running.md), and set PUBLIC_URL to https://….',
      ),
    );
  if (protocol === 'https:' && trustedProxies === null)
    found.push(
      warning(area, 'TRUST_PROXY is not set', 'Set it to the address of the proxy: without it all callers share the limits of one.'),
    );
  if (secret === null && !isLoopbackHost(hostname))
    found.push(
      warning(
        area,
        'AUTH_SECRET is not set',
        'Set it to 32 random bytes and keep it: connections and second factors are encrypted with it, and a copy of the data without it can be read.',
      ),
    );
  return found;
}

import type { MailConfig, OidcConfig } from '../../platform/config-sign-in.ts';
import { placeOfBucket, tryBucket } from '../../domains/artifacts/load.ts';
import { failure, ok, wordsOf, type Finding } from './finding.ts';

const patienceMs = 5_000;

/** The bucket for files: one is written, read and removed. */
export async function bucketFindings(url: string): Promise<Finding[]> {
  const area = 'Files';
  const place = placeOfBucket(url);
  try {
    return (await tryBucket(url))
      ? [ok(area, `${place}: written, read and removed`)]
      : [failure(area, `${place} gave back other bytes than it took`, 'Use a store that is consistent after a write.')];
  } catch (error) {
    return [failure(area, `${place} does not answer: ${wordsOf(error)}`, 'Look at the keys, the bucket and the region in ARTIFACTS_URL.')];
  }
}

/** Whether the mail server takes the user; no mail goes out. */
export async function mailFindings({ url, from }: MailConfig): Promise<Finding[]> {
  const area = 'Mail';
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({ url, connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs });
  try {
    await transport.verify();
    return [ok(area, `${new URL(url).host} takes mail from ${from}`)];
  } catch (error) {
    return [
      failure(
        area,
        `${new URL(url).host} does not take the user: ${wordsOf(error)}`,
        'Look at SMTP_URL: its host, port, user and password.',
      ),
    ];
  } finally {
    transport.close();
  }
}

/** Whether the provider of single sign-on describes itself under its name. */
export async function oidcFindings({ issuer }: OidcConfig): Promise<Finding[]> {
  const area = 'Single sign-on';
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(patienceMs) });
    const described = (await response.json().catch(() => null)) as { issuer?: unknown } | null;
    if (!response.ok || described === null)
      return [
        failure(area, `${address} answered ${response.status}`, 'Look at OIDC_ISSUER: its address with this path describes the provider.'),
      ];
    if (described.issuer !== issuer)
      return [failure(area, `the provider calls itself ${String(described.issuer)}`, 'Set OIDC_ISSUER to exactly that.')];
    return [ok(area, issuer)];
  } catch (error) {
    return [failure(area, `${issuer} does not answer: ${wordsOf(error)}`, 'Look at OIDC_ISSUER and at the network between.')];
  }
}

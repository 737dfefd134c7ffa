import { sendAuth } from '../../graphql/auth.ts';
import type { AuthSent } from '../../graphql/auth.ts';
import type { SignedIn } from './types.ts';

/** The device can hold passkeys, and the page may ask for them: it came by https, or from this machine. */
export const hasPasskeys = (): boolean => window.isSecureContext && typeof window.PublicKeyCredential === 'function';

/** Asks the device for a passkey of this server, and signs in with it. */
export async function signInWithPasskey(): Promise<AuthSent<SignedIn>> {
  const options = await sendAuth<never>('/sign-in/passkey/options');
  if (!options.ok) return options;
  const { startAuthentication } = await import('@simplewebauthn/browser');
  try {
    return await sendAuth<SignedIn>('/sign-in/passkey', { response: await startAuthentication({ optionsJSON: options.data }) });
  } catch (error) {
    return refusedByDevice(error);
  }
}

/** Makes a passkey on the device, and keeps its public half with the account. */
export async function addPasskey(name: string): Promise<AuthSent<{ readonly passkey: Passkey }>> {
  const options = await sendAuth<never>('/passkeys/options', { name });
  if (!options.ok) return options;
  const { startRegistration } = await import('@simplewebauthn/browser');
  try {
    return await sendAuth('/passkeys', { response: await startRegistration({ optionsJSON: options.data }), name });
  } catch (error) {
    return refusedByDevice(error);
  }
}

export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
}

/** Why the device gave none, in words. */
function refusedByDevice(error: unknown): { readonly ok: false; readonly refusal: { code: string; message: string; field: null } } {
  const name = error instanceof Error ? error.name : '';
  const message =
    name === 'InvalidStateError'
      ? 'This device has a passkey of this account already.'
      : name === 'NotAllowedError' || name === 'AbortError'
        ? 'The device gave no passkey: it was cancelled, took too long, or there is none for this address.'
        : name === 'SecurityError'
          ? /^[\d.]+$|^\[/.test(window.location.hostname)
            ? `Passkeys need a name, and this address is a number. On the server’s own machine open http://localhost:${window.location.port} instead.`
            : 'Passkeys do not work at this address: open the page by the name that the server is set up for.'
          : `The device gave no passkey: ${error instanceof Error ? error.message : String(error)}`;
  return { ok: false, refusal: { code: 'PASSKEY_CANCELLED', message, field: null } };
}

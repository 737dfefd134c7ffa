import type { Mailer } from '../../../platform/mail/mail.ts';
import type { Stores } from '../../../platform/store/stores.ts';

/** What the environment says of workspaces and invitations. */
export interface Installation {
  /** So many days after `deleteWorkspace` a workspace is deleted for good. */
  readonly workspaceGraceDays: number;
  /**
   * Where links of mails lead, without a path: PUBLIC_URL, else the one address that the server listens on. Never what a request names, which its
   * sender may make up. Null: it listens on every address, and no PUBLIC_URL says which one is meant.
   */
  readonly origin: string | null;
  /** Sends mail, and says whether it went out; null, or not on: links are shown to the one who asked. */
  readonly mailer: Pick<Mailer, 'isOn' | 'deliver'> | null;
}

const standard: Installation = { workspaceGraceDays: 7, origin: null, mailer: null };
const installations = new WeakMap<Stores['postgres'], Installation>();

/** At the start of a server. */
export const useInstallation = ({ postgres }: Pick<Stores, 'postgres'>, settings: Partial<Installation>): void =>
  void installations.set(postgres, { ...standard, ...installations.get(postgres), ...settings });

export const installationOf = ({ postgres }: Pick<Stores, 'postgres'>): Installation => installations.get(postgres) ?? standard;

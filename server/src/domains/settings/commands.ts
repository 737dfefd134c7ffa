import { succeed, type Result } from '../../platform/graphql/errors.ts';
import type { Context } from '../../platform/graphql/context.ts';
import type { BadSettings } from './errors.ts';
import { checkSettings, type SettingsInput } from './ingest.ts';
import { forgetSettings, readSettings } from './load.ts';
import { removeSettings, writeSettings } from './queries.ts';
import { defaultSettings, type Settings } from './types.ts';

type Changing = Pick<Context, 'stores' | 'live'>;

/** Sets all settings of the workspace; on other servers they hold within two seconds. */
export async function setSettings(
  { stores, live }: Changing,
  workspaceId: string,
  input: SettingsInput,
): Promise<Result<Settings, BadSettings>> {
  const checked = checkSettings(input);
  if (!checked.ok) return checked;
  await writeSettings(stores.postgres, { workspaceId, ...checked.value });
  forgetSettings(stores, workspaceId);
  live.publish('settings.changed', workspaceId, {});
  return succeed(await readSettings(stores, workspaceId));
}

/** Takes all settings of the workspace back to the defaults. */
export async function resetSettings({ stores, live }: Changing, workspaceId: string): Promise<Settings> {
  await removeSettings(stores.postgres, { workspaceId });
  forgetSettings(stores, workspaceId);
  live.publish('settings.changed', workspaceId, {});
  return defaultSettings;
}

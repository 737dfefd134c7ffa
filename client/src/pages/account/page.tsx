import { EmptyState, Panel } from 'ui-kit/panel';
import { Page } from '../../controls/page/page.tsx';
import { themes, useTheme } from '../../controls/page/theme.ts';
import { useThemeChoice } from '../../controls/page/use-theme-choice.ts';
import { useViewer } from '../../controls/viewer.ts';
import { Segmented } from '../../primitives/segmented.tsx';
import { NamePanel } from './name-panel.tsx';
import { PasskeysPanel } from './passkeys-panel.tsx';
import { PasswordPanel } from './password-panel.tsx';
import { PersonalKeysPanel } from './personal-keys-panel.tsx';
import { SecondFactorPanel } from './second-factor-panel.tsx';
import { SessionsPanel } from './sessions-panel.tsx';
import { SlackLinksPanel } from './slack-links-panel.tsx';
import styles from './account.module.css';

/** What a person sets about themselves: name, ways in, where they are signed in, keys that act as them. */
export function AccountPage() {
  const viewer = useViewer();
  if (viewer === null) return <Page title="Account">{null}</Page>;
  const { person } = viewer;
  if (person == null)
    return (
      <Page title="Account">
        <EmptyState
          says="This server has no accounts yet."
          how="A person at its machine acts as the owner. To let people in by name and over the network, make the first account: a one-time address to set its password is printed. The server also printed one when it started."
          command="npx -y pnpm@12 db owner you@example.com"
        />
      </Page>
    );
  return (
    <Page title="Account">
      <div className={styles.page}>
        <div className={styles.column}>
          <NamePanel person={person} onSaved={viewer.reload} />
          <PasswordPanel hasPassword={viewer.hasPassword} email={person.email} />
          <SecondFactorPanel isOn={viewer.hasSecondFactor} hasPassword={viewer.hasPassword} onChanged={viewer.reload} />
          <PasskeysPanel />
        </div>
        <div className={styles.column}>
          <SessionsPanel />
          <Panel title="Look" hint="of this browser, and of others where you have chosen none">
            <div className={styles.buttons}>
              <ThemeChoice />
            </div>
          </Panel>
        </div>
        <div className={styles.wide}>
          <SlackLinksPanel />
          <PersonalKeysPanel workspace={viewer.workspace?.name ?? null} />
        </div>
      </div>
    </Page>
  );
}

const themeNames = { system: 'As the device', light: 'Light', dark: 'Dark' } as const;

function ThemeChoice() {
  const theme = useTheme();
  const choose = useThemeChoice();
  return <Segmented label="Theme" value={theme} options={themes.map((value) => ({ value, label: themeNames[value] }))} onChoose={choose} />;
}

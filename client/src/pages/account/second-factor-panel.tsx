import { Badge } from 'ui-kit/badge';
import { Panel } from 'ui-kit/panel';
import { useState } from 'react';
import { Button } from '../../primitives/button.tsx';
import { notify } from '../../primitives/toast.ts';
import { EnableDialog } from './enable-dialog.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import styles from './account.module.css';

export interface SecondFactorPanelProps {
  readonly isOn: boolean;
  readonly hasPassword: boolean;
  readonly onChanged: () => void;
}

/** A code of an authenticator app beside the password. */
export function SecondFactorPanel({ isOn, hasPassword, onChanged }: SecondFactorPanelProps) {
  const [open, setOpen] = useState<'enable' | 'disable' | 'codes' | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const close = () => setOpen(null);
  return (
    <Panel
      title="Second factor"
      hint="a code of an authenticator app after the password"
      aside={<Badge tone={isOn ? 'good' : undefined}>{isOn ? 'on' : 'off'}</Badge>}
    >
      <div className={styles.stack}>
        {codes !== null && <RecoveryCodes codes={codes} />}
        <div className={styles.buttons}>
          {isOn ? (
            <>
              <Button onClick={() => setOpen('codes')}>New recovery codes</Button>
              <Button tone="bad" onClick={() => setOpen('disable')}>
                Turn off
              </Button>
            </>
          ) : (
            <Button onClick={() => setOpen('enable')}>Set up</Button>
          )}
        </div>
      </div>
      {open === 'enable' && <EnableDialog hasPassword={hasPassword} onEnabled={onChanged} onClose={close} />}
      {open === 'disable' && (
        <PasswordDialog
          title="Turn the second factor off?"
          says="From now on the password alone signs you in. Recovery codes end."
          save="Turn off"
          tone="bad"
          hasPassword={hasPassword}
          path="/second-factor/disable"
          onDone={() => {
            setCodes(null);
            onChanged();
            notify({ title: 'The second factor is off.' });
          }}
          onClose={close}
        />
      )}
      {open === 'codes' && (
        <PasswordDialog<{ readonly recoveryCodes: readonly string[] }>
          title="New recovery codes"
          says="The earlier ones stop working."
          save="Make new codes"
          hasPassword={hasPassword}
          path="/second-factor/recovery-codes"
          onDone={({ recoveryCodes }) => setCodes(recoveryCodes)}
          onClose={close}
        />
      )}
    </Panel>
  );
}

import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useClient } from 'urql';
import { Badge } from 'ui-kit/badge';
import { EmptyState, Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { Page } from '../../controls/page/page.tsx';
import { TimeRange } from '../../controls/time-range.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import {
  DeletePromptDocument,
  DeletePromptVersionDocument,
  PromptPageDocument,
  PromptsChangedDocument,
  PromptVersionTextDocument,
  SetPromptLabelsDocument,
  SetPromptTagsDocument,
} from '../../graphql/generated/graphql.ts';
import type { PromptVersionRowFragment, WholePromptFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { Snippet } from '../../primitives/snippet.tsx';
import { Tabs } from '../../primitives/tabs.tsx';
import { promptCode } from './code.ts';
import { CommentsPanel } from './comments-panel.tsx';
import { NamesDialog } from './names-dialog.tsx';
import { NumbersPanel } from './numbers-panel.tsx';
import { ServedAlert } from './served-alert.tsx';
import { SaveDialog } from './save-dialog.tsx';
import { ComparisonPanel, UsesPanel } from './use-panels.tsx';
import { VersionPanel } from './version-panel.tsx';
import styles from './prompts.module.css';

const changes = { subscription: PromptsChangedDocument, askAfterMs: 1_000 } as const;

/** One prompt: its versions, what each did, and what changed between two. */
export function PromptPage() {
  const { promptName } = useParams({ from: '/prompts/$promptName' });
  const answer = useLiveQuery({ query: PromptPageDocument, variables: { name: promptName }, changes });
  const prompt = answer.data?.prompt ?? null;
  if (prompt !== null) return <OnePrompt key={prompt.id} prompt={prompt} onChanged={answer.reload} />;
  return (
    <Page title={visible(promptName)} trail={trail}>
      {answer.data !== null ? (
        <EmptyState says="There is no such prompt." how="It was deleted, or belongs to another workspace." />
      ) : (
        <Panel
          title="Versions"
          skeleton="rows"
          minHeight={240}
          load={answer.failure === null ? { state: 'loading' } : { state: 'failed', message: answer.failure }}
          onRetry={answer.reload}
        >
          {() => null}
        </Panel>
      )}
    </Page>
  );
}

const trail = (
  <Link to="/prompts" search={keepView}>
    Prompts
  </Link>
);

type Open =
  | { readonly what: 'save' | 'tags' | 'delete' }
  | { readonly what: 'labels' | 'deleteVersion'; readonly version: PromptVersionRowFragment };

function OnePrompt({ prompt, onChanged }: { readonly prompt: WholePromptFragment; readonly onChanged: () => void }) {
  const [wanted, setWanted] = useState<number | null>(null);
  const [wantedBase, setBase] = useState<number | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const mayEdit = useMay('EDIT_PROMPTS');
  const has = (version: number | null): version is number => prompt.versions.some((one) => one.version === version);
  const version = has(wanted) ? wanted : (prompt.versions[0]?.version ?? 1);
  const base = has(wantedBase) && wantedBase !== version ? wantedBase : null;
  const acts = useMemo(
    () => ({
      onLabels: (of: PromptVersionRowFragment) => setOpen({ what: 'labels', version: of }),
      onDelete: (of: PromptVersionRowFragment) => setOpen({ what: 'deleteVersion', version: of }),
    }),
    [],
  );
  const compared = base ?? prompt.versions.find((one) => one.version !== version)?.version ?? null;
  return (
    <Page
      title={visible(prompt.name)}
      trail={trail}
      beside={
        <>
          {prompt.type === 'CHAT' && <Badge>chat</Badge>}
          {prompt.tags.map((tag) => (
            <Badge key={tag}>{visible(tag)}</Badge>
          ))}
        </>
      }
      actions={
        <>
          <TimeRange />
          {mayEdit && (
            <>
              <Button tone="primary" icon="plus" onClick={() => setOpen({ what: 'save' })}>
                New version
              </Button>
              <Menu trigger={<IconButton icon="more" label={`Actions for ${prompt.name}`} />}>
                <MenuItem icon="edit" onChoose={() => setOpen({ what: 'tags' })}>
                  Set tags
                </MenuItem>
                <MenuItem icon="trash" tone="bad" onChoose={() => setOpen({ what: 'delete' })}>
                  Delete prompt
                </MenuItem>
              </Menu>
            </>
          )}
        </>
      }
    >
      <div className={styles.page}>
        <ServedAlert prompt={prompt} />
        <NumbersPanel prompt={prompt} chosen={version} onChoose={setWanted} acts={mayEdit ? acts : null} />
        <VersionPanel prompt={prompt} version={version} base={base} onBase={setBase} />
        <div className={styles.columns}>
          {compared !== null && <ComparisonPanel name={prompt.name} version={version} base={compared} />}
          <UsesPanel name={prompt.name} version={version} />
          <CodePanel prompt={prompt} version={version} />
          <CommentsPanel prompt={prompt} version={version} onChanged={onChanged} />
        </div>
      </div>
      {open !== null && (
        <Dialogs
          prompt={prompt}
          version={version}
          open={open}
          onChanged={onChanged}
          onSaved={(saved) => {
            setWanted(saved);
            onChanged();
          }}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  );
}

function CodePanel({ prompt, version }: { readonly prompt: WholePromptFragment; readonly version: number }) {
  const { data } = useLiveQuery({ query: PromptVersionTextDocument, variables: { name: prompt.name, version } });
  const own = prompt.labels.filter((one) => one.version === version).map(({ label: of }) => of);
  const label = own.includes('production') ? 'production' : (own[0] ?? 'production');
  const { variables = [], placeholders = [] } = data?.promptVersion ?? {};
  const all = promptCode(window.location.origin, prompt.name, label, variables, prompt.type === 'CHAT' ? placeholders : null);
  const [key, setKey] = useState('python');
  const chosen = all.find((one) => one.key === key) ?? all[0];
  return (
    <Panel title="Fetch it" hint={`by the label ${label}`}>
      {chosen !== undefined && (
        <Tabs label="Client" value={chosen.key} options={all.map((one) => ({ value: one.key, label: one.label }))} onChoose={setKey}>
          <Snippet label={`Code for ${chosen.label}`} says={chosen.says} code={chosen.code} />
        </Tabs>
      )}
    </Panel>
  );
}

interface DialogsProps {
  readonly prompt: WholePromptFragment;
  readonly version: number;
  readonly open: Open;
  readonly onChanged: () => void;
  readonly onSaved: (version: number) => void;
  readonly onClose: () => void;
}

function Dialogs({ prompt, version, open, onChanged, onSaved, onClose }: DialogsProps) {
  const client = useClient();
  const navigate = useNavigate();
  const text = useLiveQuery({
    query: PromptVersionTextDocument,
    variables: { name: prompt.name, version },
    isWanted: open.what === 'save',
  });
  switch (open.what) {
    case 'save': {
      const content = text.data?.promptVersion;
      if (content == null) return null;
      return (
        <SaveDialog
          base={{ name: prompt.name, type: prompt.type, content }}
          onSaved={(saved) => onSaved(saved.version)}
          onClose={onClose}
        />
      );
    }
    case 'labels':
      return (
        <NamesDialog
          title={`Labels of version ${open.version.version}`}
          says="Applications that ask for one of these labels get this version from now on. A label leaves the version that had it."
          noun="labels"
          hint="Separated by commas; production is what applications get that name none. The newest version is always latest."
          held={open.version.labels}
          set={(labels) => send(client, SetPromptLabelsDocument, { input: { id: open.version.id, labels } })}
          onSaved={onChanged}
          onClose={onClose}
        />
      );
    case 'tags':
      return (
        <NamesDialog
          title={`Tags of ${visible(prompt.name)}`}
          says="They are of the prompt with all of its versions; applications get them with it."
          noun="tags"
          hint="Separated by commas; empty: none."
          held={prompt.tags}
          set={(tags) => send(client, SetPromptTagsDocument, { input: { id: prompt.id, tags } })}
          onSaved={onChanged}
          onClose={onClose}
        />
      );
    case 'deleteVersion':
      return (
        <ConfirmDialog
          title={`Delete version ${open.version.version} of ${visible(prompt.name)}?`}
          says="Applications that ask for it are answered that there is none. Its number is not given again; what it did in production stays in traces and messages."
          action="Delete version"
          run={() => send(client, DeletePromptVersionDocument, { id: open.version.id })}
          onDone={onChanged}
          onClose={onClose}
        />
      );
    case 'delete':
      return (
        <ConfirmDialog
          title={`Delete ${visible(prompt.name)}?`}
          says={`Its ${prompt.versions.length} ${prompt.versions.length === 1 ? 'version is' : 'versions are'} deleted with their labels and comments. Applications that fetch it get their fallback, or fail.`}
          action="Delete prompt"
          run={() => send(client, DeletePromptDocument, { id: prompt.id })}
          onDone={() => void navigate({ to: '/prompts', search: keepView })}
          onClose={onClose}
        />
      );
  }
}

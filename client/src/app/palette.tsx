import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { navigation, navigationOf } from './pages.ts';
import { foldedText } from '../controls/folded.ts';
import { parseSearch } from '../controls/search.ts';
import { keepView } from '../controls/use-view.ts';
import { goToWorkspace } from '../controls/page/switch-workspace.ts';
import { useViewer } from '../controls/viewer.ts';
import { PaletteChoicesDocument, WorkspaceChoicesDocument } from '../graphql/generated/graphql.ts';
import { useLiveQuery } from '../graphql/use-live.ts';
import { workspaceHere } from '../graphql/workspace.ts';
import styles from './palette.module.css';

interface Find {
  readonly value: string;
  readonly label: string;
  readonly note: string;
  readonly open: () => void;
}
interface FindGroup {
  readonly value: string;
  readonly items: Find[];
}

export interface PaletteProps {
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  /** What had the keyboard before, and gets it back; null: nothing had. */
  readonly before: HTMLElement | null;
  readonly onClose: () => void;
  /** Null: the viewer may not ask. */
  readonly onAsk: ((text: string) => void) | null;
}

/** Finds a page, a board, another workspace, an experiment, a flag, a cohort, a metric, an open anomaly, an alert rule, a prompt, a model, or a conversation, trace or user by its id; asks the assistant. */
export default function Palette({ typed, onTyped, before, onClose, onAsk }: PaletteProps) {
  const groups = useFinds(typed.trim(), onAsk);
  return (
    <Dialog.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Viewport className={styles.viewport}>
          <Dialog.Popup className={styles.popup} aria-label="Find" finalFocus={() => (before?.isConnected === true ? before : true)}>
            <Autocomplete.Root
              open
              inline
              items={groups}
              value={typed}
              onValueChange={onTyped}
              filter={matches}
              itemToStringValue={(find: Find) => find.label}
              autoHighlight="always"
              keepHighlight
            >
              <Autocomplete.Input
                // At once: the field that it stands in for had the keyboard.
                autoFocus
                className={styles.input}
                aria-label="Find a page, workspace, experiment, cohort, metric, prompt, model, conversation, trace or user"
                placeholder="Page, experiment, cohort, prompt, model, or id of a conversation, trace or user"
              />
              <Autocomplete.List className={styles.list}>
                {(group: FindGroup) => (
                  <Autocomplete.Group key={group.value} items={group.items}>
                    <Autocomplete.GroupLabel className={styles.groupLabel}>{group.value}</Autocomplete.GroupLabel>
                    <Autocomplete.Collection>
                      {(find: Find) => (
                        <Autocomplete.Item
                          key={find.value}
                          value={find}
                          className={styles.item}
                          onClick={() => {
                            onClose();
                            find.open();
                          }}
                        >
                          <span className={styles.label}>{find.label}</span>
                          <span className={styles.note}>{find.note}</span>
                        </Autocomplete.Item>
                      )}
                    </Autocomplete.Collection>
                  </Autocomplete.Group>
                )}
              </Autocomplete.List>
              <Autocomplete.Empty className={styles.empty}>Nothing by that name.</Autocomplete.Empty>
            </Autocomplete.Root>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function matches(find: Find, query: string): boolean {
  const words = foldedText(query).split(/\s+/).filter(Boolean);
  return find.value.startsWith('conversation:') || words.every((word) => foldedText(`${find.label} ${find.note}`).includes(word));
}

function useFinds(typed: string, onAsk: ((text: string) => void) | null): FindGroup[] {
  const navigate = useNavigate();
  const viewer = useViewer();
  const { data } = useLiveQuery({ query: PaletteChoicesDocument, variables: {} });
  const workspaces = useOtherWorkspaces();
  return useMemo(() => {
    const pages = navigationOf(viewer).map(({ to, title, note }): Find => ({
      value: `page:${to}`,
      label: title,
      note,
      open: () => void navigate({ to, search: keepView }),
    }));
    const models = (data?.models ?? []).map((model): Find => ({
      value: `model:${model.id}`,
      label: model.name,
      note: [model.provider, model.trainingMethod?.toLowerCase()].filter(Boolean).join(' · '),
      open: () => void navigate({ to: '/models/$modelName', params: { modelName: model.name }, search: keepView }),
    }));
    const experiments = (data?.experiments ?? []).map(({ id, key, name, kind, state }): Find => ({
      value: `experiment:${id}`,
      label: name,
      note: `${kind === 'FLAG' ? 'flag' : 'experiment'} ${key}, ${state.toLowerCase()}`,
      open: () => void navigate({ to: '/experiments/$experimentKey', params: { experimentKey: key }, search: keepView }),
    }));
    const cohorts = (data?.cohorts ?? []).map(({ id, name }): Find => ({
      value: `cohort:${id}`,
      label: name,
      note: 'cohort',
      open: () => void navigate({ to: '/cohorts/$cohortId', params: { cohortId: id }, search: keepView }),
    }));
    const metrics = (data?.metrics ?? []).map(({ id, key, name }): Find => ({
      value: `metric:${id}`,
      label: name,
      note: `metric ${key}`,
      open: () => void navigate({ to: '/experiment-metrics', search: keepView }),
    }));
    const rules = (data?.alertRules ?? []).map(({ id, name, state }): Find => ({
      value: `rule:${id}`,
      label: name,
      note: `alert rule, ${state.toLowerCase().replace('_', ' ')}`,
      open: () => void navigate({ to: '/alerts/$ruleId', params: { ruleId: id }, search: keepView }),
    }));
    const anomalies = (data?.anomalies.edges ?? []).map(({ node: { id, number, sentence } }): Find => ({
      value: `anomaly:${id}`,
      label: sentence,
      note: `anomaly ${number}, open`,
      open: () => void navigate({ to: '/signals/$anomalyId', params: { anomalyId: id }, search: keepView }),
    }));
    const prompts = (data?.prompts ?? []).map(({ id, name, type }): Find => ({
      value: `prompt:${id}`,
      label: name,
      note: type === 'CHAT' ? 'chat prompt' : 'prompt',
      open: () => void navigate({ to: '/prompts/$promptName', params: { promptName: name }, search: keepView }),
    }));
    const boards = (data?.boards ?? []).map(({ id, name, search }): Find => ({
      value: `board:${id}`,
      label: name,
      note: 'board',
      open: () => void navigate({ to: '/boards/$boardId', params: { boardId: id }, search: parseSearch(search) }),
    }));
    const conversation: Find[] =
      typed === ''
        ? []
        : [
            {
              value: `conversation:${typed}`,
              label: typed,
              note: 'open the conversation with this id',
              open: () => void navigate({ to: '/conversations/$conversationId', params: { conversationId: typed }, search: keepView }),
            },
          ];
    const user: Find[] =
      typed === ''
        ? []
        : [
            {
              value: `conversation:user:${typed}`,
              label: typed,
              note: 'open the user with this id',
              open: () => void navigate({ to: '/users/$userId', params: { userId: typed }, search: keepView }),
            },
          ];
    const text: Find[] =
      typed === ''
        ? []
        : [
            {
              value: `conversation:text:${typed}`,
              label: `“${typed}”`,
              note: 'search in messages',
              open: () => void navigate({ to: '/messages', search: (held) => ({ ...keepView(held), q: typed }) }),
            },
          ];
    // Ids of traces are 32 hex digits, with or without a UUID's dashes.
    const traceId = typed.replaceAll('-', '').toLowerCase();
    const trace: Find[] = !/^[0-9a-f]{32}$/.test(traceId)
      ? []
      : [
          {
            value: `conversation:trace:${traceId}`,
            label: traceId,
            note: 'open the trace with this id',
            open: () => void navigate({ to: '/traces/$traceId', params: { traceId }, search: keepView }),
          },
        ];
    const inTraces: Find[] =
      typed === ''
        ? []
        : [
            {
              value: `conversation:spans:${typed}`,
              label: `“${typed}”`,
              note: 'search in traces',
              open: () => void navigate({ to: '/traces', search: (held) => ({ ...keepView(held), q: typed }) }),
            },
          ];
    const assistant: Find[] =
      typed === '' || onAsk === null
        ? []
        : [
            {
              value: `conversation:ask:${typed}`,
              label: `Ask the assistant: ${typed}`,
              note: 'beside this page',
              open: () => onAsk(typed),
            },
          ];
    return [
      { value: 'Pages', items: pages },
      { value: 'Boards', items: boards },
      { value: 'Workspaces', items: workspaces },
      { value: 'Experiments and flags', items: experiments },
      { value: 'Cohorts', items: cohorts },
      { value: 'Metrics', items: metrics },
      { value: 'Anomalies', items: anomalies },
      { value: 'Alert rules', items: rules },
      { value: 'Prompts', items: prompts },
      { value: 'Models', items: models },
      { value: 'Assistant', items: assistant },
      { value: 'Messages', items: text },
      { value: 'Traces', items: [...trace, ...inTraces] },
      { value: 'Conversations', items: conversation },
      { value: 'Users', items: user },
    ];
  }, [data, navigate, typed, viewer, workspaces, onAsk]);
}

/** The same page in another workspace, for each that there is. */
function useOtherWorkspaces(): Find[] {
  const { data } = useLiveQuery({ query: WorkspaceChoicesDocument, variables: {} });
  return useMemo(
    () =>
      (data?.workspaces ?? [])
        .filter(({ slug }) => slug !== workspaceHere)
        .map(({ slug, name, archivedAt }) => ({
          value: `workspace:${slug}`,
          label: `Switch to ${name}`,
          note: archivedAt == null ? `workspace ${slug}` : `workspace ${slug}, archived`,
          open: () =>
            goToWorkspace(
              slug,
              navigation().map(({ to }) => to),
            ),
        })),
    [data],
  );
}

import { Link } from '@tanstack/react-router';
import { Panel } from 'ui-kit/panel';
import { keepView } from '../../../controls/use-view.ts';
import { KEY_PLACEHOLDER } from '../../../panels/connecting/snippets.ts';
import { Snippet } from '../../../primitives/snippet.tsx';
import styles from './runners.module.css';

const allowed = `{
  "labels": ["gpu"],
  "hourlyUsd": 3.5,
  "commands": {
    "reference": { "run": ["node", "/srv/fine-tune-lab/trainer-node/src/main.ts"] }
  }
}`;

/** How a machine becomes a runner. */
export function StartRunner() {
  const start = `FTL_URL=${window.location.origin} FTL_API_KEY=${KEY_PLACEHOLDER} \\
  npx -y pnpm@12 runner --name gpu-1`;
  return (
    <Panel
      title="Start a runner"
      hint="in a copy of the project on the machine that is to train"
      aside={
        <Link to="/connect" search={keepView}>
          Make a key
        </Link>
      }
    >
      <div className={styles.ways}>
        <Snippet
          label="Command"
          heading={<p>It takes one job at a time until Ctrl-C, which gives the job back to the queue.</p>}
          code={start}
        />
        <Snippet
          label="What it may run"
          heading={
            <p>
              <code className="mono">runner.json</code> in <code className="mono">.data/runner</code> names all that the machine ever runs.
              The server sends a name, never a command. A first start writes one that allows the reference trainer.
            </p>
          }
          code={allowed}
        />
      </div>
    </Panel>
  );
}

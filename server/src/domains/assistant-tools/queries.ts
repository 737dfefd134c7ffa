import { z } from 'zod';
import { definePgCommand, definePgQuery } from '../../platform/store/pg-query.ts';
import { pg } from '../../platform/store/pg-sql.ts';
import type { ActionProposal } from './types.ts';

export interface StoredProposal {
  readonly id: string;
  readonly askedBy: string;
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly proposal: ActionProposal;
}

export const storeProposal = definePgCommand({
  name: 'assistant.storeProposal',
  sql: ({ id, askedBy, tool, arguments: args, proposal }: StoredProposal, workspace) => pg`
    INSERT INTO assistant_proposals (id, workspace_id, asked_by, tool, arguments, proposal)
    VALUES (${pg.uuid(id)}, ${workspace}, ${pg.text(askedBy)}, ${pg.text(tool)}, ${pg.json(args)}, ${pg.json(proposal)})`,
});

/** Takes an open proposal of a viewer, so that it is carried out once at most. No row: there is none. */
export const settleProposal = definePgQuery({
  name: 'assistant.settleProposal',
  row: z.object({ tool: z.string(), arguments: z.record(z.string(), z.unknown()), proposal: z.custom<ActionProposal>() }),
  sql: (
    { id, askedBy, outcome, openSince }: { id: string; askedBy: string; outcome: 'DONE' | 'DECLINED'; openSince: Date },
    workspace,
  ) => pg`
    UPDATE assistant_proposals SET settled_at = now(), outcome = ${pg.enumerated('ProposalOutcome', outcome)}
    WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)} AND asked_by = ${pg.text(askedBy)} AND settled_at IS NULL
      AND created_at >= ${pg.at(openSince)}
    RETURNING tool, arguments, proposal`,
});

export const markRefused = definePgCommand({
  name: 'assistant.markRefused',
  sql: ({ id }: { id: string }, workspace) => pg`
    UPDATE assistant_proposals SET outcome = 'REFUSED' WHERE workspace_id = ${workspace} AND id = ${pg.uuid(id)}`,
});

export const removeOldProposals = definePgCommand({
  name: 'assistant.removeOldProposals',
  acrossWorkspaces: 'Proposals of all workspaces are kept for the same number of days.',
  sql: ({ before }: { before: Date }) => pg`DELETE FROM assistant_proposals WHERE created_at < ${pg.at(before)}`,
});

export const policyOfWorkspace = definePgQuery({
  name: 'assistant.policy',
  row: z.object({ acts: z.boolean() }),
  sql: (_none: unknown, workspace) => pg`SELECT acts FROM assistant_policies WHERE workspace_id = ${workspace}`,
});

export const writePolicy = definePgCommand({
  name: 'assistant.writePolicy',
  sql: ({ acts }: { acts: boolean }, workspace) => pg`
    INSERT INTO assistant_policies (workspace_id, acts) VALUES (${workspace}, ${pg.bool(acts)})
    ON CONFLICT (workspace_id) DO UPDATE SET acts = excluded.acts, updated_at = now()`,
});

import { BadArgument, fail, Forbidden, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { Viewer } from '../../../platform/graphql/context.ts';
import { isPermitted } from '../../../platform/permissions.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { BadModelVersion, ReleaseBlocked } from '../errors.ts';
import { checkDeployment, checkPolicy, type DeploymentInput, type PolicyInput } from '../ingest.ts';
import { releasePolicyOf } from '../load/policy.ts';
import { releaseCheck } from '../load/release.ts';
import { storeMark, writePolicy } from '../queries/deployments.ts';
import type { ReleasePolicy } from '../types.ts';

/**
 * Marks that a version is in use under the name of its model, with what the release check finds. A regression that the policy blocks is
 * overridden by an owner with a reason, which stays with the mark and in the audit trail. Gives the id of the mark.
 *
 * Errors  RELEASE_BLOCKED; FORBIDDEN for an override by another role; NOT_FOUND.
 */
export async function deployVersion(
  stores: Stores,
  viewer: Viewer,
  input: DeploymentInput,
  now: Date,
): Promise<Result<{ readonly id: string }, BadModelVersion | NotFound | ReleaseBlocked | Forbidden>> {
  const { workspaceId, person } = viewer;
  const checked = checkDeployment(input, now);
  if (!checked.ok) return checked;
  const { deployedAt, overrideReason } = checked.value;
  if (overrideReason !== null && !isPermitted(viewer, 'OVERRIDE_RELEASES')) return fail(new Forbidden(viewer, 'OVERRIDE_RELEASES'));
  const found = await releaseCheck(stores, workspaceId, { versionId: input.id, againstId: null });
  if (!found.ok) return fail(new NotFound('Model version', input.id, 'input.id'));
  const { version, verdict, regressions, isBlocked } = found.value;
  if (isBlocked && overrideReason === null) return fail(new ReleaseBlocked(`${version.model} v${version.version}`, regressions));
  const [mark] = await storeMark(stores.postgres, {
    workspaceId,
    versionId: version.id,
    deployedAt: deployedAt ?? now,
    deployedBy: person === null ? null : person.name === '' ? person.email : person.name,
    verdict,
    regressions,
    overrideReason: isBlocked ? overrideReason : null,
  });
  return mark === undefined ? fail(new NotFound('Model version', input.id, 'input.id')) : succeed(mark);
}

/** Takes a mark away, as if it had not been made; the version stays. Gives the id. */
export async function deleteDeployment(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  id: string,
): Promise<Result<string, NotFound>> {
  const { count } = await prisma.modelDeployment.deleteMany({ where: { id, workspaceId } });
  return count === 0 ? fail(new NotFound('Deployment', id)) : succeed(id);
}

/** Sets what a regression does to a deployment. */
export async function setReleasePolicy(
  stores: Pick<Stores, 'postgres'>,
  workspaceId: string,
  input: PolicyInput,
): Promise<Result<ReleasePolicy, BadArgument>> {
  const checked = checkPolicy(input);
  if (!checked.ok) return checked;
  await writePolicy(stores.postgres, { workspaceId, ...checked.value });
  return succeed(await releasePolicyOf(stores, workspaceId));
}

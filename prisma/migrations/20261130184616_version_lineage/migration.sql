-- AlterTable
ALTER TABLE "model_versions" DROP CONSTRAINT "model_versions_pkey",
ADD COLUMN     "id" UUID NOT NULL DEFAULT gen_random_uuid(),
ADD COLUMN     "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "parent_id" UUID,
ADD COLUMN     "parent_name" TEXT,
ADD COLUMN     "served_as" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD CONSTRAINT "model_versions_pkey" PRIMARY KEY ("id");

-- CreateIndex
CREATE INDEX "model_versions_workspace_id_made_at_idx" ON "model_versions"("workspace_id", "made_at");

-- CreateIndex
CREATE INDEX "model_versions_parent_id_idx" ON "model_versions"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "model_versions_model_id_version_key" ON "model_versions"("model_id", "version");

-- AddForeignKey
ALTER TABLE "model_versions" ADD CONSTRAINT "model_versions_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "model_versions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A version that is there was made when its job ended, from the version before it, else from the newest one then of the model that it names as its base.
UPDATE "model_versions" v SET "made_at" = coalesce((SELECT j."ended_at" FROM "training_jobs" j WHERE j."id" = v."job_id"), v."registered_at");

UPDATE "model_versions" v SET "parent_id" = p."id", "parent_name" = m."name" || ' v' || p."version"
FROM "model_versions" p JOIN "models" m ON m."id" = p."model_id"
WHERE p."id" = coalesce(
  (SELECT o."id" FROM "model_versions" o WHERE o."model_id" = v."model_id" AND o."version" < v."version" ORDER BY o."version" DESC LIMIT 1),
  (SELECT o."id" FROM "model_versions" o JOIN "models" b ON b."id" = o."model_id"
   WHERE b."workspace_id" = v."workspace_id" AND b."name" = v."base_model" AND b."id" <> v."model_id" AND o."registered_at" <= v."registered_at"
   ORDER BY o."version" DESC LIMIT 1));

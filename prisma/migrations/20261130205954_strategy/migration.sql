-- CreateEnum
CREATE TYPE "StrategyKind" AS ENUM ('HYPERPARAMETERS', 'DATASET', 'SCHEDULE', 'ARCHITECTURE');

-- CreateTable
CREATE TABLE "strategy_recommendations" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "kind" "StrategyKind" NOT NULL,
    "title" TEXT NOT NULL,
    "base_model" TEXT,
    "parameters" JSONB NOT NULL,
    "basis_job_ids" UUID[],
    "baseline" DOUBLE PRECISION,
    "predicted" DOUBLE PRECISION,
    "predicted_low" DOUBLE PRECISION,
    "predicted_high" DOUBLE PRECISION,
    "configuration_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" TEXT,

    CONSTRAINT "strategy_recommendations_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "strategy_recommendations_workspace_id_created_at_id_idx" ON "strategy_recommendations"("workspace_id", "created_at", "id");

-- AddForeignKey
ALTER TABLE "strategy_recommendations" ADD CONSTRAINT "strategy_recommendations_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

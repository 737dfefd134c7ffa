-- CreateEnum
CREATE TYPE "InsightKind" AS ENUM ('CHANGE', 'INCIDENT', 'DRIFT', 'NEW_TOPIC', 'GROWING_TOPIC', 'SENTIMENT', 'UNTRUSTED_JUDGE', 'COST_OUTLOOK');

-- CreateEnum
CREATE TYPE "InsightReason" AS ENUM ('NOT_IMPORTANT', 'KNOWN', 'WRONG');

-- AlterEnum
ALTER TYPE "AlertSource" ADD VALUE 'DRIFT';

-- CreateTable
CREATE TABLE "drift_baselines" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "from_at" TIMESTAMPTZ(3) NOT NULL,
    "to_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by" UUID,

    CONSTRAINT "drift_baselines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "insights" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "kind" "InsightKind" NOT NULL,
    "key" TEXT NOT NULL,
    "dimension" TEXT NOT NULL,
    "sentence" TEXT NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "unit" TEXT NOT NULL,
    "link" TEXT NOT NULL,
    "weight" DOUBLE PRECISION NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "refreshed_at" TIMESTAMPTZ(3) NOT NULL,
    "gone_at" TIMESTAMPTZ(3),
    "dismissed_at" TIMESTAMPTZ(3),
    "dismissed_by" UUID,
    "dismiss_reason" "InsightReason",
    "dismiss_note" TEXT,

    CONSTRAINT "insights_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "insight_progress" (
    "workspace_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "insight_progress_pkey" PRIMARY KEY ("workspace_id","source")
);

-- CreateTable
CREATE TABLE "insight_visits" (
    "workspace_id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "before_at" TIMESTAMPTZ(3),

    CONSTRAINT "insight_visits_pkey" PRIMARY KEY ("workspace_id","owner")
);

-- CreateIndex
CREATE UNIQUE INDEX "drift_baselines_workspace_id_name_key" ON "drift_baselines"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "insights_workspace_id_kind_key_idx" ON "insights"("workspace_id", "kind", "key");

-- AddForeignKey
ALTER TABLE "drift_baselines" ADD CONSTRAINT "drift_baselines_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "insights" ADD CONSTRAINT "insights_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "insight_progress" ADD CONSTRAINT "insight_progress_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "insight_visits" ADD CONSTRAINT "insight_visits_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

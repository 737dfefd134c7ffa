-- CreateEnum
CREATE TYPE "MetricKind" AS ENUM ('SHARE', 'MEAN', 'SUM', 'PERCENTILE', 'RATIO', 'RETENTION');

-- CreateEnum
CREATE TYPE "MetricDirection" AS ENUM ('UP', 'DOWN');

-- CreateTable
CREATE TABLE "metrics" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "kind" "MetricKind" NOT NULL,
    "measured" JSONB NOT NULL,
    "denominator" JSONB,
    "percentile" DOUBLE PRECISION,
    "after_days" INTEGER,
    "within_days" INTEGER,
    "cap" JSONB,
    "window_hours" INTEGER,
    "better" "MetricDirection" NOT NULL,
    "unit" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "metrics_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "metrics_workspace_id_key_key" ON "metrics"("workspace_id", "key");

-- AddForeignKey
ALTER TABLE "metrics" ADD CONSTRAINT "metrics_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

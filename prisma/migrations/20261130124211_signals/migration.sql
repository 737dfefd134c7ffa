-- CreateEnum
CREATE TYPE "SignalMetric" AS ENUM ('MESSAGE_COUNT', 'SUCCESS_SHARE', 'AVERAGE_RATING', 'ERROR_SHARE', 'LATENCY_P50', 'LATENCY_P95', 'COST', 'TOKENS', 'TOOL_FAILURE_SHARE', 'TRAINING_LOSS', 'GRADIENT_NORM', 'TRAINING_THROUGHPUT');

-- CreateEnum
CREATE TYPE "SignalDimension" AS ENUM ('WORKSPACE', 'MODEL', 'PROVIDER', 'ENVIRONMENT', 'TOOL', 'EXPERIMENT', 'TRAINING_JOB');

-- CreateEnum
CREATE TYPE "AnomalyKind" AS ENUM ('SPIKE', 'LEVEL_SHIFT', 'DRIFT');

-- CreateEnum
CREATE TYPE "AnomalyDirection" AS ENUM ('UP', 'DOWN');

-- CreateEnum
CREATE TYPE "AnomalySeverity" AS ENUM ('INFO', 'WARNING', 'CRITICAL');

-- CreateEnum
CREATE TYPE "AnomalyState" AS ENUM ('OPEN', 'ACKNOWLEDGED', 'RESOLVED');

-- CreateEnum
CREATE TYPE "AnomalyEnd" AS ENUM ('RECOVERED', 'NEW_LEVEL', 'SILENCE');

-- CreateEnum
CREATE TYPE "AnomalyVerdict" AS ENUM ('REAL', 'NOT_REAL', 'EXPECTED');

-- CreateEnum
CREATE TYPE "Sensitivity" AS ENUM ('FEW', 'BALANCED', 'ALL');

-- CreateTable
CREATE TABLE "watched_series" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "metric" "SignalMetric" NOT NULL,
    "dimension" "SignalDimension" NOT NULL,
    "value" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "judged_until" TIMESTAMPTZ(3) NOT NULL,
    "value_count" INTEGER NOT NULL,
    "last_bucket_at" TIMESTAMPTZ(3),
    "level" DOUBLE PRECISION,
    "band_share" DOUBLE PRECISION,
    "muted_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "watched_series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "anomalies" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "finding_id" UUID NOT NULL,
    "metric" "SignalMetric" NOT NULL,
    "dimension" "SignalDimension" NOT NULL,
    "value" TEXT NOT NULL,
    "kind" "AnomalyKind" NOT NULL,
    "direction" "AnomalyDirection" NOT NULL,
    "severity" "AnomalySeverity" NOT NULL,
    "state" "AnomalyState" NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "detected_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" "AnomalyEnd",
    "message_count" INTEGER NOT NULL,
    "user_count" INTEGER NOT NULL,
    "excess_cost_usd" DOUBLE PRECISION,
    "verdict" "AnomalyVerdict",
    "verdict_by" UUID,
    "verdict_at" TIMESTAMPTZ(3),
    "verdict_reason" TEXT,
    "assignee_id" UUID,
    "acknowledged_by" UUID,
    "acknowledged_at" TIMESTAMPTZ(3),

    CONSTRAINT "anomalies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "anomaly_findings" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "anomaly_id" UUID NOT NULL,
    "series_id" UUID NOT NULL,
    "metric" "SignalMetric" NOT NULL,
    "dimension" "SignalDimension" NOT NULL,
    "value" TEXT NOT NULL,
    "kind" "AnomalyKind" NOT NULL,
    "direction" "AnomalyDirection" NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" "AnomalyEnd",
    "worst_at" TIMESTAMPTZ(3) NOT NULL,
    "measured" DOUBLE PRECISION NOT NULL,
    "expected" DOUBLE PRECISION NOT NULL,
    "expected_low" DOUBLE PRECISION NOT NULL,
    "expected_high" DOUBLE PRECISION NOT NULL,
    "deviation" DOUBLE PRECISION NOT NULL,
    "strength" DOUBLE PRECISION NOT NULL,
    "telling" DOUBLE PRECISION NOT NULL,
    "verdict" "AnomalyVerdict",
    "verdict_at" TIMESTAMPTZ(3),

    CONSTRAINT "anomaly_findings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "anomaly_notes" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "anomaly_id" UUID NOT NULL,
    "author_id" UUID,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "anomaly_notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signal_settings" (
    "workspace_id" UUID NOT NULL,
    "sensitivity" "Sensitivity" NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by" UUID,

    CONSTRAINT "signal_settings_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateTable
CREATE TABLE "signal_progress" (
    "workspace_id" UUID NOT NULL,
    "judged_until" TIMESTAMPTZ(3) NOT NULL,
    "discovered_at" TIMESTAMPTZ(3) NOT NULL,
    "counted_from" TIMESTAMPTZ(3) NOT NULL,
    "counted_until" TIMESTAMPTZ(3) NOT NULL,
    "counted_messages" INTEGER NOT NULL,

    CONSTRAINT "signal_progress_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "watched_series_workspace_id_metric_dimension_value_key" ON "watched_series"("workspace_id", "metric", "dimension", "value");

-- CreateIndex
CREATE INDEX "anomalies_workspace_id_began_at_id_idx" ON "anomalies"("workspace_id", "began_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "anomalies_workspace_id_number_key" ON "anomalies"("workspace_id", "number");

-- CreateIndex
CREATE INDEX "anomaly_findings_anomaly_id_idx" ON "anomaly_findings"("anomaly_id");

-- CreateIndex
CREATE INDEX "anomaly_findings_series_id_opened_at_idx" ON "anomaly_findings"("series_id", "opened_at");

-- CreateIndex
CREATE INDEX "anomaly_notes_anomaly_id_created_at_idx" ON "anomaly_notes"("anomaly_id", "created_at");

-- AddForeignKey
ALTER TABLE "watched_series" ADD CONSTRAINT "watched_series_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "anomalies" ADD CONSTRAINT "anomalies_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "anomaly_findings" ADD CONSTRAINT "anomaly_findings_anomaly_id_fkey" FOREIGN KEY ("anomaly_id") REFERENCES "anomalies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "anomaly_findings" ADD CONSTRAINT "anomaly_findings_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "watched_series"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "anomaly_notes" ADD CONSTRAINT "anomaly_notes_anomaly_id_fkey" FOREIGN KEY ("anomaly_id") REFERENCES "anomalies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signal_settings" ADD CONSTRAINT "signal_settings_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signal_progress" ADD CONSTRAINT "signal_progress_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

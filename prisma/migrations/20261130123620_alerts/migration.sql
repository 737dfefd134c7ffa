-- CreateEnum
CREATE TYPE "AlertSource" AS ENUM ('VALUE', 'CHANGE', 'ANOMALY', 'FORECAST', 'BURN_RATE', 'TRAINING_EVENT', 'BUDGET', 'NO_DATA', 'GUARDRAIL');

-- CreateEnum
CREATE TYPE "AlertSeverity" AS ENUM ('INFO', 'WARNING', 'CRITICAL');

-- CreateEnum
CREATE TYPE "AlertChannelKind" AS ENUM ('EMAIL', 'SLACK', 'TEAMS', 'PAGERDUTY', 'WEBHOOK');

-- CreateEnum
CREATE TYPE "AlertPhase" AS ENUM ('OK', 'PENDING', 'FIRING');

-- CreateEnum
CREATE TYPE "AlertSeen" AS ENUM ('VALUE', 'EMPTY', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "EpisodeState" AS ENUM ('FIRING', 'ACKNOWLEDGED', 'RESOLVED');

-- CreateEnum
CREATE TYPE "AlertTransition" AS ENUM ('FIRED', 'REMINDED', 'ESCALATED', 'ACKNOWLEDGED', 'RESOLVED', 'TEST');

-- CreateEnum
CREATE TYPE "AlertDeliveryState" AS ENUM ('WAITING', 'SENT', 'FAILED', 'GIVEN_UP');

-- CreateTable
CREATE TABLE "alert_channels" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "kind" "AlertChannelKind" NOT NULL,
    "name" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "recipients" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "address_cipher" TEXT,
    "secret_cipher" TEXT,
    "previous_cipher" TEXT,
    "previous_until" TIMESTAMPTZ(3),
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "disabled_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "alert_channels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_rules" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "source" "AlertSource" NOT NULL,
    "severity" "AlertSeverity" NOT NULL,
    "condition" JSONB NOT NULL,
    "for_minutes" INTEGER NOT NULL,
    "dwell_minutes" INTEGER NOT NULL,
    "channel_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "escalate_after_minutes" INTEGER,
    "escalate_to" UUID[] DEFAULT ARRAY[]::UUID[],
    "repeat_minutes" INTEGER,
    "schedule" JSONB,
    "muted_until" TIMESTAMPTZ(3),
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "armed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "evaluated_to" TIMESTAMPTZ(3),
    "problem" TEXT,
    "notices_per_week" DOUBLE PRECISION,
    "replayed_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_series" (
    "rule_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "phase" "AlertPhase" NOT NULL,
    "seen" "AlertSeen" NOT NULL,
    "sentence" TEXT NOT NULL,
    "last_value" DOUBLE PRECISION,
    "last_value_at" TIMESTAMPTZ(3),
    "evaluated_at" TIMESTAMPTZ(3) NOT NULL,
    "pending_since" TIMESTAMPTZ(3),
    "changed_at" TIMESTAMPTZ(3),
    "since" TIMESTAMPTZ(3) NOT NULL,
    "empty_count" INTEGER NOT NULL DEFAULT 0,
    "episode_id" UUID,

    CONSTRAINT "alert_series_pkey" PRIMARY KEY ("rule_id","key")
);

-- CreateTable
CREATE TABLE "alert_episodes" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "rule_id" UUID,
    "rule_name" TEXT NOT NULL,
    "severity" "AlertSeverity" NOT NULL,
    "series" TEXT NOT NULL,
    "state" "EpisodeState" NOT NULL,
    "sentence" TEXT NOT NULL,
    "value" DOUBLE PRECISION,
    "peak" DOUBLE PRECISION,
    "link" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    "resolved_at" TIMESTAMPTZ(3),
    "notified_at" TIMESTAMPTZ(3),
    "escalated_at" TIMESTAMPTZ(3),
    "reminder_count" INTEGER NOT NULL DEFAULT 0,
    "last_notice_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_episodes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_notices" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "series" TEXT NOT NULL,
    "episode_id" UUID NOT NULL,
    "transition" "AlertTransition" NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "alert_notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "alert_deliveries" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "rule_id" UUID,
    "key" TEXT NOT NULL,
    "transition" "AlertTransition" NOT NULL,
    "episode_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "recipient" TEXT,
    "content" JSONB NOT NULL,
    "state" "AlertDeliveryState" NOT NULL DEFAULT 'WAITING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "status_code" INTEGER,
    "response" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3),
    "claimed_until" TIMESTAMPTZ(3),

    CONSTRAINT "alert_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "alert_channels_workspace_id_name_key" ON "alert_channels"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "alert_rules_evaluated_to_idx" ON "alert_rules"("evaluated_to") WHERE (is_enabled);

-- CreateIndex
CREATE UNIQUE INDEX "alert_rules_workspace_id_name_key" ON "alert_rules"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "alert_series_workspace_id_idx" ON "alert_series"("workspace_id");

-- CreateIndex
CREATE INDEX "alert_episodes_workspace_id_opened_at_id_idx" ON "alert_episodes"("workspace_id", "opened_at", "id");

-- CreateIndex
CREATE INDEX "alert_episodes_rule_id_opened_at_idx" ON "alert_episodes"("rule_id", "opened_at");

-- CreateIndex
CREATE INDEX "alert_episodes_open_idx" ON "alert_episodes"("workspace_id") WHERE (resolved_at IS NULL);

-- CreateIndex
CREATE INDEX "alert_notices_workspace_id_at_idx" ON "alert_notices"("workspace_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "alert_notices_once_key" ON "alert_notices"("rule_id", "series", "episode_id", "transition", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "alert_deliveries_key_key" ON "alert_deliveries"("key");

-- CreateIndex
CREATE INDEX "alert_deliveries_waiting_idx" ON "alert_deliveries"("next_attempt_at") WHERE (state = 'WAITING');

-- CreateIndex
CREATE INDEX "alert_deliveries_workspace_id_created_at_id_idx" ON "alert_deliveries"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "alert_deliveries_channel_id_created_at_idx" ON "alert_deliveries"("channel_id", "created_at");

-- CreateIndex
CREATE INDEX "alert_deliveries_episode_ids_idx" ON "alert_deliveries" USING GIN ("episode_ids");

-- AddForeignKey
ALTER TABLE "alert_channels" ADD CONSTRAINT "alert_channels_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_rules" ADD CONSTRAINT "alert_rules_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_series" ADD CONSTRAINT "alert_series_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "alert_rules"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_episodes" ADD CONSTRAINT "alert_episodes_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_episodes" ADD CONSTRAINT "alert_episodes_rule_id_fkey" FOREIGN KEY ("rule_id") REFERENCES "alert_rules"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_notices" ADD CONSTRAINT "alert_notices_episode_id_fkey" FOREIGN KEY ("episode_id") REFERENCES "alert_episodes"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_deliveries" ADD CONSTRAINT "alert_deliveries_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alert_deliveries" ADD CONSTRAINT "alert_deliveries_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "alert_channels"("id") ON DELETE CASCADE ON UPDATE CASCADE;

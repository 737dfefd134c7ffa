-- CreateTable
CREATE TABLE "alert_events" (
    "workspace_id" UUID NOT NULL,
    "source" "AlertSource" NOT NULL,
    "key" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "dimension" TEXT NOT NULL,
    "severity" "AlertSeverity" NOT NULL,
    "sentence" TEXT NOT NULL,
    "announced_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "end_sentence" TEXT,

    CONSTRAINT "alert_events_pkey" PRIMARY KEY ("workspace_id","source","key")
);

-- AddForeignKey
ALTER TABLE "alert_events" ADD CONSTRAINT "alert_events_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

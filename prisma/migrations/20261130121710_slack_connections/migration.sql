-- CreateTable
CREATE TABLE "slack_connections" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "team_id" TEXT NOT NULL,
    "secret_cipher" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "owner_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "slack_connections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slack_requests" (
    "workspace_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "signature" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "slack_requests_pkey" PRIMARY KEY ("connection_id","signature")
);

-- CreateIndex
CREATE INDEX "slack_connections_team_id_idx" ON "slack_connections"("team_id");

-- CreateIndex
CREATE UNIQUE INDEX "slack_connections_workspace_id_team_id_key" ON "slack_connections"("workspace_id", "team_id");

-- CreateIndex
CREATE INDEX "slack_requests_workspace_id_received_at_idx" ON "slack_requests"("workspace_id", "received_at");

-- AddForeignKey
ALTER TABLE "slack_connections" ADD CONSTRAINT "slack_connections_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slack_requests" ADD CONSTRAINT "slack_requests_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slack_requests" ADD CONSTRAINT "slack_requests_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "slack_connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

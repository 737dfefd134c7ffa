-- CreateTable
CREATE TABLE "slack_links" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "slack_user_name" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "slack_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slack_link_offers" (
    "workspace_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "slack_user_name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "slack_link_offers_pkey" PRIMARY KEY ("connection_id","slack_user_id")
);

-- CreateIndex
CREATE INDEX "slack_links_workspace_id_person_id_idx" ON "slack_links"("workspace_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "slack_links_connection_id_slack_user_id_key" ON "slack_links"("connection_id", "slack_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "slack_link_offers_token_hash_key" ON "slack_link_offers"("token_hash");

-- CreateIndex
CREATE INDEX "slack_link_offers_workspace_id_idx" ON "slack_link_offers"("workspace_id");

-- AddForeignKey
ALTER TABLE "slack_links" ADD CONSTRAINT "slack_links_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slack_links" ADD CONSTRAINT "slack_links_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "slack_connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slack_links" ADD CONSTRAINT "slack_links_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "people"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slack_link_offers" ADD CONSTRAINT "slack_link_offers_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slack_link_offers" ADD CONSTRAINT "slack_link_offers_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "slack_connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

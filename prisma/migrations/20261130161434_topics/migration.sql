-- CreateTable
CREATE TABLE "topics" (
    "workspace_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "terms" TEXT[],
    "centroid" DOUBLE PRECISION[],
    "first_found_at" TIMESTAMPTZ(3) NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "topics_pkey" PRIMARY KEY ("workspace_id","number")
);

-- AddForeignKey
ALTER TABLE "topics" ADD CONSTRAINT "topics_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

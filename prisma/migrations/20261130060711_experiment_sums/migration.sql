-- CreateTable
CREATE TABLE "experiment_sums" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "experiment_id" UUID NOT NULL,
    "base_id" BIGINT,
    "fingerprint" TEXT NOT NULL,
    "facts_version" BIGINT NOT NULL,
    "events_version" BIGINT NOT NULL,
    "exposed_at" TIMESTAMPTZ(3) NOT NULL,
    "covered_from" TIMESTAMPTZ(3) NOT NULL,
    "unit_count" INTEGER NOT NULL DEFAULT 0,
    "began_at" TIMESTAMPTZ(3) NOT NULL,
    "ready_at" TIMESTAMPTZ(3),

    CONSTRAINT "experiment_sums_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "experiment_sums_experiment_id_idx" ON "experiment_sums"("experiment_id");

-- CreateIndex
CREATE INDEX "experiment_sums_workspace_id_idx" ON "experiment_sums"("workspace_id");

-- AddForeignKey
ALTER TABLE "experiment_sums" ADD CONSTRAINT "experiment_sums_experiment_id_fkey" FOREIGN KEY ("experiment_id") REFERENCES "experiments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- CreateEnum
CREATE TYPE "ParameterUpdateStatus" AS ENUM ('REQUESTED', 'DELIVERED', 'APPLIED', 'REFUSED');

-- CreateTable
CREATE TABLE "training_controls" (
    "job_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "parameters" JSONB NOT NULL DEFAULT '[]',
    "declared_at" TIMESTAMPTZ(3),
    "stop_requested_at" TIMESTAMPTZ(3),
    "stop_requested_by" TEXT,
    "stop_saves_checkpoint" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "training_controls_pkey" PRIMARY KEY ("job_id")
);

-- CreateTable
CREATE TABLE "training_parameter_updates" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "number" BIGSERIAL NOT NULL,
    "version" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "parameters" JSONB NOT NULL,
    "previous" JSONB NOT NULL,
    "status" "ParameterUpdateStatus" NOT NULL DEFAULT 'REQUESTED',
    "reason" TEXT,
    "is_concluded" BOOLEAN NOT NULL DEFAULT false,
    "applied_at_step" BIGINT,
    "requested_by" TEXT,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "delivered_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "training_parameter_updates_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "training_parameter_updates_job_id_number_idx" ON "training_parameter_updates"("job_id", "number");

-- CreateIndex
CREATE INDEX "training_parameter_updates_job_id_version_idx" ON "training_parameter_updates"("job_id", "version");

-- AddForeignKey
ALTER TABLE "training_controls" ADD CONSTRAINT "training_controls_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "training_jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_parameter_updates" ADD CONSTRAINT "training_parameter_updates_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "training_jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

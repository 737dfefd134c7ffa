-- CreateEnum
CREATE TYPE "TrainingWarningKind" AS ENUM ('NAN', 'HIDDEN_NAN', 'DIVERGENCE', 'PLATEAU', 'OVERFITTING', 'STALLED', 'THROUGHPUT_DROP', 'LEARNING_RATE');

-- CreateEnum
CREATE TYPE "TrainingWasteCause" AS ENUM ('BROKEN', 'OVERTRAINING', 'PLATEAU', 'NEEDLESS_EPOCHS', 'SILENCE', 'IDLE_GPU', 'BATCH_SIZE');

-- CreateTable
CREATE TABLE "training_warnings" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "kind" "TrainingWarningKind" NOT NULL,
    "began_at_step" BIGINT NOT NULL,
    "evidence" JSONB NOT NULL,
    "message" TEXT NOT NULL,
    "advice" TEXT NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "cleared_at" TIMESTAMPTZ(3),

    CONSTRAINT "training_warnings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "training_health" (
    "job_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(6),
    "judged_at" TIMESTAMPTZ(3),
    "overfitting_score" DOUBLE PRECISION,
    "convergence_score" DOUBLE PRECISION,
    "stability_score" DOUBLE PRECISION,
    "generalisation_score" DOUBLE PRECISION,
    "efficiency_score" DOUBLE PRECISION,
    "overtraining" JSONB,
    "used_ms" BIGINT NOT NULL DEFAULT 0,
    "stopping_saves_ms" BIGINT,

    CONSTRAINT "training_health_pkey" PRIMARY KEY ("job_id")
);

-- CreateTable
CREATE TABLE "training_waste" (
    "job_id" UUID NOT NULL,
    "cause" "TrainingWasteCause" NOT NULL,
    "workspace_id" UUID NOT NULL,
    "ms" BIGINT NOT NULL,
    "from_step" BIGINT,
    "epochs" DOUBLE PRECISION,
    "message" TEXT NOT NULL,

    CONSTRAINT "training_waste_pkey" PRIMARY KEY ("job_id","cause")
);

-- CreateIndex
CREATE INDEX "training_warnings_job_id_raised_at_idx" ON "training_warnings"("job_id", "raised_at");

-- CreateIndex
CREATE UNIQUE INDEX "training_warnings_open_key" ON "training_warnings"("job_id", "kind") WHERE (cleared_at IS NULL);

-- CreateIndex
CREATE INDEX "training_health_due_at_idx" ON "training_health"("due_at") WHERE (due_at IS NOT NULL);

-- CreateIndex
CREATE INDEX "training_waste_workspace_id_idx" ON "training_waste"("workspace_id");

-- AddForeignKey
ALTER TABLE "training_warnings" ADD CONSTRAINT "training_warnings_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "training_jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_health" ADD CONSTRAINT "training_health_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "training_jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_waste" ADD CONSTRAINT "training_waste_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "training_jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

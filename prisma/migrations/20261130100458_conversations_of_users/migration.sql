-- CreateIndex
CREATE INDEX "conversations_end_user_id_idx" ON "conversations"("end_user_id") WHERE (end_user_id IS NOT NULL);

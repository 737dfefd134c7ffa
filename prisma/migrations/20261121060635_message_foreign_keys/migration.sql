-- DropForeignKey
ALTER TABLE "messages" DROP CONSTRAINT "messages_end_user_id_fkey";

-- DropForeignKey
ALTER TABLE "messages" DROP CONSTRAINT "messages_workspace_id_fkey";

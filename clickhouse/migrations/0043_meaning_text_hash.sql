-- Which text a row was read of: a message whose facts are written again with the same text keeps the embedding that a server has made of it. 0:
-- the row was written before.
ALTER TABLE message_meaning ADD COLUMN IF NOT EXISTS text_hash UInt64 DEFAULT 0 AFTER model_version;

-- Of tokens of sessions, and of what leads from one step of sign-in to the next, only the SHA-256 is kept. Cookies stay as they are, so no one is
-- signed out.
UPDATE "person_sessions" SET
  "token" = encode(sha256(convert_to("token", 'UTF8')), 'hex'),
  "earlier_token" = encode(sha256(convert_to("earlier_token", 'UTF8')), 'hex');
UPDATE "verifications" SET "identifier" = encode(sha256(convert_to("identifier", 'UTF8')), 'hex');

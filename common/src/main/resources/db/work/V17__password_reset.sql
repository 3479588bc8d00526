-- Links by which the owner of an account sets a new password: made by an administrator, good once and for a day. Only a
-- digest of what the link holds is kept.
create table if not exists password_reset (
    token_digest                char(64)        character set ascii collate ascii_bin not null primary key,
    user_id                     bigint          not null,
    created_at                  bigint          not null,
    expires_at                  bigint          not null,
    key password_reset_user (user_id),
    key password_reset_expiry (expires_at)
) engine = InnoDB default charset = utf8mb4;

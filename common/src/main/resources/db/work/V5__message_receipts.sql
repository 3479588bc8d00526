-- Which messages of applications (trickle-up) were taken from which computer: a client sends one again until it is told,
-- so the same text from the same computer is the same message. Rows of a computer go after thirty days.
create table if not exists message_receipt (
    host_id                     bigint          not null,
    digest                      char(32)        character set ascii collate ascii_bin not null,
    received_at                 bigint          not null,
    primary key (host_id, digest)
) engine = InnoDB default charset = utf8mb4;

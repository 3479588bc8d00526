-- Who may come to the administrators' pages, each with a name and a password of their own, and what they have changed.
create table if not exists administrator (
    id                          bigint          not null auto_increment primary key,
    name                        varchar(32)     character set ascii collate ascii_bin not null,
    passwd_hash                 varchar(254)    not null,
    created_at                  bigint          not null,
    password_at                 bigint          not null,               -- since when the password is this one
    unique key administrator_name (name)
) engine = InnoDB default charset = utf8mb4;

-- Written in the transaction of the change. It has the name, not the id: it outlives the administrator.
create table if not exists administrator_change (
    id                          bigint          not null auto_increment primary key,
    happened_at                 bigint          not null,
    administrator               varchar(64)     not null,
    action                      varchar(64)     not null,               -- for example: shut out
    subject                     varchar(255)    not null default ''     -- for example: computer 7
) engine = InnoDB default charset = utf8mb4;

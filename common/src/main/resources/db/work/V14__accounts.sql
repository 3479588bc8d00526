-- What the pages of volunteers and administrators need: sessions, news, consent, the traces of deleted accounts, and
-- the indexes that leaderboards and teams are read along. BOINC's tables and indexes keep BOINC's names.

-- Who is logged in. Only a digest of what the browser holds is kept.
create table if not exists web_session (
    token_digest                char(64)        character set ascii collate ascii_bin not null primary key,
    kind                        varchar(16)     not null,               -- volunteer or administrator
    user_id                     bigint          not null default 0,     -- 0 for an administrator
    created_at                  bigint          not null,
    expires_at                  bigint          not null,
    key web_session_user (kind, user_id),
    key web_session_expiry (expires_at)
) engine = InnoDB default charset = utf8mb4;

-- News: shown on a page, in the RSS feed and, unless they are old, by every client.
create table if not exists news (
    id                          bigint          not null auto_increment primary key,
    title                       varchar(191)    not null,
    body                        text            not null,               -- plain text, paragraphs with empty lines between
    published_at                bigint          not null,
    key news_time (published_at)
) engine = InnoDB default charset = utf8mb4;

create table if not exists consent_type (
    id                          bigint          not null auto_increment primary key,
    shortname                   varchar(191)    not null,
    description                 varchar(255)    not null default '',
    enabled                     integer         not null default 0,
    project_specific            integer         not null default 0,
    privacypref                 integer         not null default 0,
    key consent_name (shortname)
) engine = InnoDB default charset = utf8mb4;

create table if not exists consent (
    id                          bigint          not null auto_increment primary key,
    userid                      bigint          not null,
    consent_type_id             bigint          not null,
    consent_time                bigint          not null,
    consent_flag                tinyint         not null,
    consent_not_required        tinyint         not null default 0,
    source                      varchar(255)    not null default '',
    key userid_ctid_timestamp (userid, consent_type_id, consent_time),
    key consent_timestamp (consent_time),
    key flag_ctid (consent_flag, consent_type_id)
) engine = InnoDB default charset = utf8mb4;

insert into consent_type (shortname, description, enabled, project_specific, privacypref)
select 'ENROLL', 'General terms of use of the project.', 0, 0, 0
from (select 1 one) nothing
where not exists (select 1 from consent_type where shortname = 'ENROLL');

insert into consent_type (shortname, description, enabled, project_specific, privacypref)
select 'STATSEXPORT', 'Publication of name and credit in the statistics that other sites read.', 0, 0, 1
from (select 1 one) nothing
where not exists (select 1 from consent_type where shortname = 'STATSEXPORT');

create table if not exists user_deleted (
    userid                      bigint          not null primary key,
    public_cross_project_id     varchar(254)    not null,
    create_time                 double          not null,
    key user_deleted_create (create_time)
) engine = InnoDB default charset = utf8mb4;

create table if not exists host_deleted (
    hostid                      bigint          not null primary key,
    public_cross_project_id     varchar(254)    not null,
    create_time                 double          not null,
    key host_deleted_create (create_time)
) engine = InnoDB default charset = utf8mb4;

-- There is no "create index if not exists" in MySQL, and a migration may be repeated after a kill; an adopted project
-- has these already.

set @statement = (
    select if(count(*) = 0, 'create index user_tot on user (total_credit desc)', 'do 0')
    from information_schema.statistics
    where table_schema = database() and table_name = 'user' and index_name = 'user_tot');
prepare add_index from @statement;
execute add_index;
deallocate prepare add_index;

set @statement = (
    select if(count(*) = 0, 'create index user_avg on user (expavg_credit desc)', 'do 0')
    from information_schema.statistics
    where table_schema = database() and table_name = 'user' and index_name = 'user_avg');
prepare add_index from @statement;
execute add_index;
deallocate prepare add_index;

set @statement = (
    select if(count(*) = 0, 'create index user_teamid on user (teamid)', 'do 0')
    from information_schema.statistics
    where table_schema = database() and table_name = 'user' and index_name = 'user_teamid');
prepare add_index from @statement;
execute add_index;
deallocate prepare add_index;

set @statement = (
    select if(count(*) = 0, 'create index host_tot on host (total_credit desc)', 'do 0')
    from information_schema.statistics
    where table_schema = database() and table_name = 'host' and index_name = 'host_tot');
prepare add_index from @statement;
execute add_index;
deallocate prepare add_index;

set @statement = (
    select if(count(*) = 0, 'create index host_avg on host (expavg_credit desc)', 'do 0')
    from information_schema.statistics
    where table_schema = database() and table_name = 'host' and index_name = 'host_avg');
prepare add_index from @statement;
execute add_index;
deallocate prepare add_index;

set @statement = (
    select if(count(*) = 0, 'create index team_tot on team (total_credit desc)', 'do 0')
    from information_schema.statistics
    where table_schema = database() and table_name = 'team' and index_name = 'team_tot');
prepare add_index from @statement;
execute add_index;
deallocate prepare add_index;

set @statement = (
    select if(count(*) = 0, 'create index team_avg on team (expavg_credit desc)', 'do 0')
    from information_schema.statistics
    where table_schema = database() and table_name = 'team' and index_name = 'team_avg');
prepare add_index from @statement;
execute add_index;
deallocate prepare add_index;

set @statement = (
    select if(count(*) = 0, 'create index team_userid on team (userid)', 'do 0')
    from information_schema.statistics
    where table_schema = database() and table_name = 'team' and index_name = 'team_userid');
prepare add_index from @statement;
execute add_index;
deallocate prepare add_index;

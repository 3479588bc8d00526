-- The science database: what was recorded, how it was cut, and what was found in it. A schema of its own, in production a
-- server of its own; nothing joins it with the work database. The two share names only.

-- One row per recording. Its cut (sub_bands, segment_samples, segment_step) is fixed when the splitter begins, so that a
-- changed configuration never renumbers the pieces of a recording that is half cut.
create table if not exists recording (
    id                          bigint          not null auto_increment primary key,
    name                        varchar(60)     not null,
    path                        varchar(1000)   not null,
    state                       varchar(16)     not null default 'NEW',
    message                     varchar(2000)   not null default '',
    digest                      char(64),
    blocks                      integer,
    sub_bands                   integer,
    segment_samples             integer,
    segment_step                integer,
    pieces                      integer,
    attempts                    integer         not null default 0,
    retry_at                    bigint          not null default 0,
    lease_holder                varchar(191),
    lease_until                 bigint          not null default 0,
    registered_at               bigint          not null,
    changed_at                  bigint          not null,
    unique key recording_name (name),
    key recording_claim (state, retry_at, lease_until)      -- splitter: the next recording to cut
) engine = InnoDB default charset = utf8mb4;

-- The workunits of one sub-band of one recording.
create table if not exists workunit_group (
    id                          bigint          not null auto_increment primary key,
    recording_id                bigint          not null,
    sub_band                    integer         not null,
    centre_frequency_hz         double          not null,
    sample_rate_hz              double          not null,
    unique key group_of_recording (recording_id, sub_band),
    constraint group_recording foreign key (recording_id) references recording (id)
) engine = InnoDB default charset = utf8mb4;

-- One piece: a time segment of a sub-band, under the name that its workunit has in the work database.
create table if not exists workunit (
    id                          bigint          not null auto_increment primary key,
    name                        varchar(100)    not null,
    workunit_group_id           bigint          not null,
    segment                     integer         not null,
    piece                       integer         not null,
    start_sample                bigint          not null,
    start_time                  double          not null,
    polarizations               integer         not null,
    sample_count                integer         not null,
    drift_rates                 text            not null,
    transform_lengths           varchar(250)    not null,
    threshold                   double          not null,
    input_md5                   char(32)        not null,
    input_bytes                 bigint          not null,
    state                       varchar(16)     not null default 'CUT',
    message                     varchar(2000)   not null default '',
    changed_at                  bigint          not null,
    unique key workunit_name (name),
    unique key workunit_segment (workunit_group_id, segment),
    key workunit_state (state),
    constraint workunit_of_group foreign key (workunit_group_id) references workunit_group (id)
) engine = InnoDB default charset = utf8mb4;

-- The canonical result of a workunit: one at most.
create table if not exists result (
    id                          bigint          not null auto_increment primary key,
    workunit_id                 bigint          not null,
    name                        varchar(191)    not null,
    spikes                      integer         not null,
    spikes_cut                  boolean         not null,
    best_power                  double          not null,
    best_frequency_hz           double          not null,
    best_drift_rate             double          not null,
    best_transform_length       integer         not null,
    best_time                   double          not null,
    best_polarization           integer         not null,
    best_bin                    integer         not null,
    recorded_at                 bigint          not null,
    unique key result_workunit (workunit_id),
    unique key result_name (name),
    constraint result_of_workunit foreign key (workunit_id) references workunit (id)
) engine = InnoDB default charset = utf8mb4;

-- What a result found above the threshold, strongest first.
create table if not exists spike (
    result_id                   bigint          not null,
    number                      integer         not null,
    power                       double          not null,
    frequency_hz                double          not null,
    drift_rate                  double          not null,
    transform_length            integer         not null,
    time                        double          not null,
    polarization                integer         not null,
    bin                         integer         not null,
    primary key (result_id, number),
    key spike_frequency (frequency_hz),
    constraint spike_of_result foreign key (result_id) references result (id)
) engine = InnoDB default charset = utf8mb4;

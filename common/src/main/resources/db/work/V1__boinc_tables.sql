-- The tables that BOINC's own daemons share, under BOINC's names, columns and codes, so that a daemon
-- of either house can work on them. Identifiers are 64-bit; every column has a default, so an insert
-- names only what it knows. Indexes: those that a daemon's query needs, each with its reader's name.

create table if not exists platform (
    id                          bigint          not null auto_increment primary key,
    create_time                 integer         not null default 0,
    name                        varchar(191)    not null,
    user_friendly_name          varchar(254)    not null default '',
    deprecated                  tinyint         not null default 0,
    unique key platform_name (name)
) engine = InnoDB default charset = utf8mb4;

create table if not exists app (
    id                          bigint          not null auto_increment primary key,
    create_time                 integer         not null default 0,
    name                        varchar(191)    not null,
    min_version                 integer         not null default 0,
    deprecated                  smallint        not null default 0,
    user_friendly_name          varchar(254)    not null default '',
    homogeneous_redundancy      smallint        not null default 0,
    weight                      double          not null default 1,
    beta                        smallint        not null default 0,
    target_nresults             smallint        not null default 0,
    min_avg_pfc                 double          not null default 1,
    host_scale_check            tinyint         not null default 0,
    homogeneous_app_version     tinyint         not null default 0,
    non_cpu_intensive           tinyint         not null default 0,
    locality_scheduling         integer         not null default 0,
    n_size_classes              smallint        not null default 0,
    fraction_done_exact         tinyint         not null default 0,
    unique key app_name (name)
) engine = InnoDB default charset = utf8mb4;

create table if not exists app_version (
    id                          bigint          not null auto_increment primary key,
    create_time                 integer         not null default 0,
    appid                       bigint          not null,
    version_num                 integer         not null,
    platformid                  bigint          not null,
    xml_doc                     mediumblob,
    min_core_version            integer         not null default 0,
    max_core_version            integer         not null default 0,
    deprecated                  tinyint         not null default 0,
    plan_class                  varchar(128)    not null default '',
    pfc_n                       double          not null default 0,
    pfc_avg                     double          not null default 0,
    pfc_scale                   double          not null default 0,
    expavg_credit               double          not null default 0,
    expavg_time                 double          not null default 0,
    beta                        tinyint         not null default 0,
    unique key apvp (appid, platformid, version_num, plan_class)
) engine = InnoDB default charset = utf8mb4;

create table if not exists user (
    id                          bigint          not null auto_increment primary key,
    create_time                 integer         not null default 0,
    email_addr                  varchar(191)    not null,
    name                        varchar(191),
    authenticator               varchar(191),
    country                     varchar(254),
    postal_code                 varchar(254),
    total_credit                double          not null default 0,
    expavg_credit               double          not null default 0,
    expavg_time                 double          not null default 0,
    global_prefs                mediumblob,
    project_prefs               mediumblob,
    teamid                      bigint          not null default 0,
    venue                       varchar(254)    not null default '',
    url                         varchar(254),
    send_email                  smallint        not null default 0,
    show_hosts                  smallint        not null default 0,
    posts                       smallint        not null default 0,
    seti_id                     integer         not null default 0,
    seti_nresults               integer         not null default 0,
    seti_last_result_time       integer         not null default 0,
    seti_total_cpu              double          not null default 0,
    signature                   varchar(254),
    has_profile                 smallint        not null default 0,
    cross_project_id            varchar(254)    not null default '',
    passwd_hash                 varchar(254)    not null default '',
    email_validated             smallint        not null default 0,
    donated                     smallint        not null default 0,
    login_token                 char(32)        not null default '',
    login_token_time            double          not null default 0,
    previous_email_addr         varchar(254)    not null default '',
    email_addr_change_time      double          not null default 0,
    unique key user_email (email_addr),
    unique key user_authenticator (authenticator),          -- scheduler: who is asking
    key user_email_time (email_addr_change_time)            -- web: addresses given up lately
) engine = InnoDB default charset = utf8mb4;

create table if not exists team (
    id                          bigint          not null auto_increment primary key,
    create_time                 integer         not null default 0,
    userid                      bigint          not null default 0,
    name                        varchar(191)    not null,
    name_lc                     varchar(254),
    url                         varchar(254),
    type                        integer         not null default 0,
    name_html                   varchar(254),
    description                 text,
    nusers                      integer         not null default 0,
    country                     varchar(254),
    total_credit                double          not null default 0,
    expavg_credit               double          not null default 0,
    expavg_time                 double          not null default 0,
    seti_id                     integer         not null default 0,
    ping_user                   bigint          not null default 0,
    ping_time                   integer unsigned not null default 0,
    joinable                    tinyint         not null default 1,
    mod_time                    timestamp       default current_timestamp on update current_timestamp,
    unique key team_name (name)
) engine = InnoDB default charset = utf8mb4;

create table if not exists host (
    id                          bigint          not null auto_increment primary key,
    create_time                 integer         not null default 0,
    userid                      bigint          not null default 0,
    rpc_seqno                   bigint          not null default 0,
    rpc_time                    integer         not null default 0,
    total_credit                double          not null default 0,
    expavg_credit               double          not null default 0,
    expavg_time                 double          not null default 0,
    timezone                    integer         not null default 0,
    domain_name                 varchar(254),
    serialnum                   varchar(254),
    last_ip_addr                varchar(254),
    nsame_ip_addr               integer         not null default 0,
    on_frac                     double          not null default 0,
    connected_frac              double          not null default 0,
    active_frac                 double          not null default 0,
    cpu_efficiency              double          not null default 0,
    duration_correction_factor  double          not null default 1,
    p_ncpus                     integer         not null default 0,
    p_vendor                    varchar(254),
    p_model                     varchar(254),
    p_fpops                     double          not null default 0,
    p_iops                      double          not null default 0,
    p_membw                     double          not null default 0,
    os_name                     varchar(254),
    os_version                  varchar(254),
    m_nbytes                    double          not null default 0,
    m_cache                     double          not null default 0,
    m_swap                      double          not null default 0,
    d_total                     double          not null default 0,
    d_free                      double          not null default 0,
    d_boinc_used_total          double          not null default 0,
    d_boinc_used_project        double          not null default 0,
    d_boinc_max                 double          not null default 0,
    n_bwup                      double          not null default 0,
    n_bwdown                    double          not null default 0,
    credit_per_cpu_sec          double          not null default 0,
    venue                       varchar(254)    not null default '',
    nresults_today              integer         not null default 0,
    avg_turnaround              double          not null default 0,
    host_cpid                   varchar(254),
    external_ip_addr            varchar(254),
    max_results_day             integer         not null default 0,
    error_rate                  double          not null default 0,
    product_name                varchar(254)    not null default '',
    gpu_active_frac             double          not null default 0,
    p_ngpus                     integer         not null default 0,
    p_gpu_fpops                 double          not null default 0,
    misc                        text,
    key host_userid_cpid (userid, host_cpid(64))            -- scheduler: the same host found again
) engine = InnoDB default charset = utf8mb4;

create table if not exists host_app_version (
    host_id                     bigint          not null,
    app_version_id              bigint          not null,
    pfc_n                       double          not null default 0,
    pfc_avg                     double          not null default 0,
    et_n                        double          not null default 0,
    et_avg                      double          not null default 0,
    et_var                      double          not null default 0,
    et_q                        double          not null default 0,
    max_jobs_per_day            integer         not null default 0,
    n_jobs_today                integer         not null default 0,
    turnaround_n                double          not null default 0,
    turnaround_avg              double          not null default 0,
    turnaround_var              double          not null default 0,
    turnaround_q                double          not null default 0,
    consecutive_valid           integer         not null default 0,
    unique key hap (host_id, app_version_id)
) engine = InnoDB default charset = utf8mb4;

create table if not exists workunit (
    id                          bigint          not null auto_increment primary key,
    create_time                 integer         not null default 0,
    appid                       bigint          not null,
    name                        varchar(191)    not null,
    xml_doc                     mediumblob,
    batch                       bigint          not null default 0,
    rsc_fpops_est               double          not null default 0,
    rsc_fpops_bound             double          not null default 0,
    rsc_memory_bound            double          not null default 0,
    rsc_disk_bound              double          not null default 0,
    need_validate               smallint        not null default 0,
    canonical_resultid          bigint          not null default 0,
    canonical_credit            double          not null default 0,
    transition_time             bigint          not null default 0,
    delay_bound                 integer         not null default 0,
    error_mask                  integer         not null default 0,
    file_delete_state           integer         not null default 0,
    assimilate_state            integer         not null default 0,
    hr_class                    integer         not null default 0,
    opaque                      double          not null default 0,
    min_quorum                  integer         not null default 1,
    target_nresults             integer         not null default 1,
    max_error_results           integer         not null default 1,
    max_total_results           integer         not null default 1,
    max_success_results         integer         not null default 1,
    result_template_file        varchar(63)     not null default '',
    priority                    integer         not null default 0,
    mod_time                    timestamp       default current_timestamp on update current_timestamp,
    rsc_bandwidth_bound         double          not null default 0,
    fileset_id                  bigint          not null default 0,
    app_version_id              bigint          not null default 0,
    transitioner_flags          tinyint         not null default 0,
    size_class                  smallint        not null default -1,
    keywords                    varchar(254)    not null default '',
    app_version_num             integer         not null default 0,
    unique key workunit_name (name),                        -- splitter: never the same piece twice
    key wu_val (appid, need_validate),                      -- validator
    key wu_timeout (transition_time),                       -- transitioner
    key wu_filedel (file_delete_state),                     -- file deleter, purge
    key wu_assim (appid, assimilate_state)                  -- assimilator
) engine = InnoDB default charset = utf8mb4;

create table if not exists result (
    id                          bigint          not null auto_increment primary key,
    create_time                 integer         not null default 0,
    workunitid                  bigint          not null,
    server_state                integer         not null default 0,
    outcome                     integer         not null default 0,
    client_state                integer         not null default 0,
    hostid                      bigint          not null default 0,
    userid                      bigint          not null default 0,
    report_deadline             bigint          not null default 0,
    sent_time                   integer         not null default 0,
    received_time               integer         not null default 0,
    name                        varchar(191)    not null,
    cpu_time                    double          not null default 0,
    xml_doc_in                  mediumblob,
    xml_doc_out                 mediumblob,
    stderr_out                  mediumblob,
    batch                       bigint          not null default 0,
    file_delete_state           integer         not null default 0,
    validate_state              integer         not null default 0,
    claimed_credit              double          not null default 0,
    granted_credit              double          not null default 0,
    opaque                      double          not null default 0,
    random                      integer         not null default 0,
    app_version_num             integer         not null default 0,
    appid                       bigint          not null,
    exit_status                 integer         not null default 0,
    teamid                      bigint          not null default 0,
    priority                    integer         not null default 0,
    mod_time                    timestamp       default current_timestamp on update current_timestamp,
    elapsed_time                double          not null default 0,
    flops_estimate              double          not null default 0,
    app_version_id              bigint          not null default 0,
    runtime_outlier             tinyint         not null default 0,
    size_class                  smallint        not null default -1,
    peak_working_set_size       double          not null default 0,
    peak_swap_size              double          not null default 0,
    peak_disk_usage             double          not null default 0,
    unique key result_name (name),                          -- scheduler: reports come by name
    key res_wuid (workunitid),                              -- transitioner and all that follows it
    key ind_res_st (server_state, priority),                -- feeder, status page
    key res_filedel (file_delete_state),                    -- file deleter
    key res_hostid_state (hostid, server_state)             -- scheduler: lost results, limits
) engine = InnoDB default charset = utf8mb4;

create table if not exists batch (
    id                          bigint          not null auto_increment primary key,
    user_id                     bigint          not null default 0,
    create_time                 integer         not null default 0,
    logical_start_time          double          not null default 0,
    logical_end_time            double          not null default 0,
    est_completion_time         double          not null default 0,
    njobs                       integer         not null default 0,
    fraction_done               double          not null default 0,
    nerror_jobs                 integer         not null default 0,
    state                       integer         not null default 0,
    completion_time             double          not null default 0,
    credit_estimate             double          not null default 0,
    credit_canonical            double          not null default 0,
    credit_total                double          not null default 0,
    name                        varchar(255)    not null default '',
    app_id                      bigint          not null default 0,
    project_state               integer         not null default 0,
    description                 varchar(255)    not null default '',
    expire_time                 double          not null default 0
) engine = InnoDB default charset = utf8mb4;

create table if not exists msg_from_host (
    id                          bigint          not null auto_increment primary key,
    create_time                 integer         not null default 0,
    hostid                      bigint          not null,
    variety                     varchar(254)    not null default '',
    handled                     smallint        not null default 0,
    xml                         mediumtext,
    key message_handled (handled)                           -- trickle handlers
) engine = InnoDB default charset = utf8mb4;

create table if not exists msg_to_host (
    id                          bigint          not null auto_increment primary key,
    create_time                 integer         not null default 0,
    hostid                      bigint          not null,
    variety                     varchar(254)    not null default '',
    handled                     smallint        not null default 0,
    xml                         mediumtext,
    key msg_to_host (hostid, handled)                       -- scheduler
) engine = InnoDB default charset = utf8mb4;

create table if not exists assignment (
    id                          bigint          not null auto_increment primary key,
    create_time                 integer         not null default 0,
    target_id                   bigint          not null default 0,
    target_type                 integer         not null default 0,
    multi                       tinyint         not null default 0,
    workunitid                  bigint          not null default 0,
    resultid                    bigint          not null default 0,
    key asgn_target (target_type, target_id)                -- scheduler
) engine = InnoDB default charset = utf8mb4;

create table if not exists credited_job (
    userid                      bigint          not null,
    workunitid                  double          not null,
    unique key credited_job_user_wu (userid, workunitid)
) engine = InnoDB default charset = utf8mb4;

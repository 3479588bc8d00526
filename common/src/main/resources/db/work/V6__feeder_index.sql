-- The feeder asks for each application's next tasks, so that none hides another's. This index gives them in their
-- order, highest priority first, without sorting and without meeting other applications' tasks.
-- There is no "create index if not exists" in MySQL, and a migration may be repeated after a kill.
set @found = (
    select count(*) from information_schema.statistics
    where table_schema = database() and table_name = 'result' and index_name = 'result_app_unsent');
set @statement = if(
    @found = 0,
    'create index result_app_unsent on result (appid, server_state, priority desc, workunitid)',
    'do 0');
prepare add_index from @statement;
execute add_index;
deallocate prepare add_index;

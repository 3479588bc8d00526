-- Indexes that no query of ours uses cost every task of every project. BOINC's index of results by state and priority was
-- its feeder's; ours has result_app_unsent. It goes only where our V1 made the table, which is told by an index that only
-- V1 makes: what the operator of an adopted project has is not ours to drop (config/boinc-indexes.sql says what may go).
set @ours = (
    select count(*) from information_schema.statistics
    where table_schema = database() and table_name = 'result' and index_name = 'res_hostid_state' and seq_in_index = 1);
set @found = (
    select count(*) from information_schema.statistics
    where table_schema = database() and table_name = 'result' and index_name = 'ind_res_st' and seq_in_index = 1);
set @boinc = (
    select count(*) from information_schema.statistics
    where table_schema = database() and table_name = 'result' and index_name = 'res_app_state' and seq_in_index = 1);
set @statement = if(@ours = 1 and @found = 1 and @boinc = 0, 'drop index ind_res_st on result', 'do 0');
prepare drop_index from @statement;
execute drop_index;
deallocate prepare drop_index;

-- The ledger is never purged, so an index of it grows for ever, and users come in no order: each row of it would be a page
-- to be read from the disk. Nothing asks for the rows of one user.
set @found = (
    select count(*) from information_schema.statistics
    where table_schema = database() and table_name = 'credit_ledger' and index_name = 'ledger_user' and seq_in_index = 1);
set @statement = if(@found = 1, 'drop index ledger_user on credit_ledger', 'do 0');
prepare drop_index from @statement;
execute drop_index;
deallocate prepare drop_index;

-- Indexes of the work database that none of Muster's queries uses. They are not made; make those that you need.
-- Each costs some microseconds of the database for every task, and memory. MySQL has no "create index if not exists":
-- a line that fails because the index is there may be passed over.
--
-- In an adopted project they are there and stay: Muster never drops an operator's index. When BOINC's daemons and web
-- pages are gone, "drop index NAME on TABLE" is worth it, first of all for the ones on result.

-- For BOINC's own feeder, scheduler and work generators, run instead of Muster's.
create index ind_res_st on result (server_state, priority);
create index res_app_state on result (appid, server_state);
create index res_wu_user on result (workunitid, userid);

-- For BOINC's web pages: the results of a user and of a host, and pending credit.
create index res_userid_id on result (userid, id desc);
create index res_userid_val on result (userid, validate_state);
create index res_hostid_id on result (hostid, id desc);

-- For BOINC's web pages: lists of an account's hosts, searches by name. (The top lists' indexes are Muster's own too.)
create index host_user on host (userid);
create index user_name on user (name);

-- To look up one user's grants by hand.
create index ledger_user on credit_ledger (user_id);

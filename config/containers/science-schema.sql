-- The science database is a schema of its own; in production, a server of its own.
create database if not exists muster_science;
grant all on muster_science.* to 'muster'@'%';

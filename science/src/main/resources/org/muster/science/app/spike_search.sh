#!/bin/sh
# The main program of the spike search: finds a Java runtime of version 25 or later and becomes it.
# The BOINC client starts it in a slot directory, where spike_search.jar is the jar, a symbolic link to it, or a small
# file that names it: <soft_link>../../projects/.../jar</soft_link>. Elsewhere the jar lies beside this script.
set -u
oldest=25
LC_ALL=C
export LC_ALL

say() {
  echo "spike_search: $*" >&2
}

# The version of the runtime in directory $1, as a whole number; 0 if it cannot be told.
version_of() {
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  if [ -z "$version" ]; then
    version=$("$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  fi
  echo "${version:-0}"
}

# Takes the runtime in directory $1 if it is new enough, and remembers in $seen the others.
seen=
take() {
  [ -x "$1/bin/java" ] || return 1
  found=$(version_of "$1")
  [ "$found" -ge "$oldest" ] && java=$1/bin/java && return 0
  seen="$seen $1 (version $found)"
  return 1
}

find_java() {
  [ -n "${JAVA_HOME:-}" ] && take "$JAVA_HOME" && return 0
  onpath=$(command -v java 2>/dev/null) && onpath=$(readlink -f "$onpath") &&
    take "${onpath%/bin/java}" && return 0
  for home in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/*jdk* /opt/*jre* \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/*; do
    take "$home" && return 0
  done
  return 1
}

if ! find_java; then
  say "no Java runtime of version $oldest or later on this computer."
  [ -n "$seen" ] && say "too old:$seen"
  say "install one, for example the package openjdk-$oldest-jre-headless, or set JAVA_HOME for the BOINC client."
  exit 3
fi

jar=spike_search.jar
if [ ! -e "$jar" ]; then
  jar=$(dirname "$0")/spike_search.jar
elif [ ! -L "$jar" ]; then
  link=$(head -c 512 "$jar" | sed -n '1s/^.*<soft_link>\([^<]*\)<\/soft_link>.*$/\1/p')
  [ -n "$link" ] && jar=$link
fi
if [ ! -r "$jar" ]; then
  say "cannot read $jar"
  exit 4
fi

# -Xrs: a signal ends the process as it ends any other, so that the client knows to start the task again.
# A task is short: the quick compiler is as fast over the whole run and costs half the CPU at the start.
exec "$java" -Xmx256m -Xrs -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData \
  -jar "$jar" "$@"

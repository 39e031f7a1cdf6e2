#!/usr/bin/env bash
# Runs the integration tests on containers, on a Debian or Ubuntu machine that can pull no image: a private Docker engine is started, images of
# this machine's own PostgreSQL and Redis are imported into it under the names the tests ask for, and everything is taken down again.
#
# usage, as root:  eng/prove-containers.sh [argument of dotnet test tests/Integration...]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

[ "$(id -u)" = 0 ] || { echo "Only root can start a Docker engine." >&2; exit 1; }
postgres_image=$(sed -n 's/.*const string Image = "\(.*\)".*/\1/p' dev/Host/Backends/PostgresBackend.cs)
redis_image=$(sed -n 's/.*const string Image = "\(.*\)".*/\1/p' dev/Host/Backends/RedisBackend.cs)

need() { # PROGRAM PACKAGE
    command -v "$1" >/dev/null || RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$2" >/dev/null
}
need dockerd docker.io
need iptables iptables
need redis-server redis-server
ls -d /usr/lib/postgresql/*/bin >/dev/null 2>&1 || need pg_config postgresql
postgres=$(ls -d /usr/lib/postgresql/* | sort -V | tail -n 1)

work=$(mktemp -d)
engine=
finish() {
    [ -z "$engine" ] || { kill "$engine" && wait "$engine" || true; }
    rm -rf "$work"
}
trap finish EXIT

# Everything that programs need to run somewhere else: themselves, their libraries, the loader.
pack() { # ROOT FILE...
    local root=$1 file
    shift
    for file; do
        { echo "$file"; ldd "$file" 2>/dev/null | grep -o '/[^ ]*' || true; } | sort -u | xargs cp --parents --dereference --no-clobber --target-directory "$root"
    done
}

base() { # ROOT
    mkdir -p "$1"/{bin,etc,tmp,var/lib/postgresql,usr/lib/locale}
    chmod 1777 "$1/tmp"
    cp /etc/passwd /etc/group "$1/etc/"
    cp -r /usr/lib/locale/C.utf8 "$1/usr/lib/locale/"
    local tool
    for tool in sh cat chown mkdir setpriv; do
        pack "$1" "$(command -v $tool)"
        [ -e "$1/bin/$tool" ] || ln -s "$(command -v $tool)" "$1/bin/$tool"
    done
}

import() { # ROOT IMAGE [change...]
    local root=$1 image=$2 changes=() change
    shift 2
    for change; do changes+=(--change "$change"); done
    tar -C "$root" -c . | docker import "${changes[@]}" - "$image"
}

echo "Starting a Docker engine of its own…"
# Our own subnet and no iptables rules: nothing of the machine's network changes, published ports go through docker-proxy.
dockerd --host "unix://$work/docker.sock" --data-root "$work/data" --exec-root "$work/exec" --pidfile "$work/docker.pid" \
    --iptables=false --ip6tables=false --bip 10.213.77.1/24 >"$work/log" 2>&1 &
engine=$!

# This engine is older than the API that Testcontainers asks for, and has no image of its reaper; the tests stop their containers themselves.
export DOCKER_HOST=unix://$work/docker.sock DOCKER_API_VERSION=1.41 TESTCONTAINERS_RYUK_DISABLED=true
for _ in $(seq 100); do
    docker info >/dev/null 2>&1 && break
    kill -0 $engine 2>/dev/null || { cat "$work/log" >&2; exit 1; }
    sleep 0.2
done

echo "Importing $redis_image…"
base "$work/redis"
pack "$work/redis" "$(command -v redis-server)" "$(command -v redis-cli)"
cat >"$work/redis/entrypoint" <<'ENTRYPOINT'
#!/bin/sh
exec "$@" --protected-mode no
ENTRYPOINT
chmod +x "$work/redis/entrypoint"
import "$work/redis" "$redis_image" 'ENTRYPOINT ["/entrypoint"]' 'CMD ["redis-server"]' 'EXPOSE 6379'

echo "Importing $postgres_image…"
base "$work/postgres"
pack "$work/postgres" "$postgres"/bin/{postgres,initdb,pg_isready,psql} "$postgres"/lib/*.so
cp -r --parents "$postgres/lib" "/usr/share/postgresql/$(basename "$postgres")" /usr/share/zoneinfo "$work/postgres"
cat >"$work/postgres/entrypoint" <<'ENTRYPOINT'
#!/bin/sh
# The part of the official image's entry point that the tests use.
set -e
data=/var/lib/postgresql/data
: "${POSTGRES_USER:=postgres}" "${POSTGRES_DB:=$POSTGRES_USER}"
owner="setpriv --reuid=postgres --regid=postgres --init-groups"
mkdir -p "$data"
chown postgres "$data"
if [ ! -e "$data/PG_VERSION" ]; then
    echo "$POSTGRES_PASSWORD" >/tmp/password
    $owner initdb -D "$data" -U "$POSTGRES_USER" --pwfile=/tmp/password --auth=scram-sha-256 --encoding=UTF8 --locale=C --lc-ctype=C.UTF-8 --no-sync
    echo "host all all all scram-sha-256" >>"$data/pg_hba.conf"
    [ "$POSTGRES_DB" = postgres ] || echo "create database \"$POSTGRES_DB\"" | $owner postgres --single -D "$data" -j postgres
fi
exec $owner postgres -D "$data" -c "listen_addresses=*" -c unix_socket_directories=/tmp "$@"
ENTRYPOINT
chmod +x "$work/postgres/entrypoint"
import "$work/postgres" "$postgres_image" 'ENTRYPOINT ["/entrypoint"]' 'EXPOSE 5432' "ENV PATH=$postgres/bin:/usr/bin:/bin"

echo "Running the integration tests on containers…"
started=$(date +%s)
status=0
env -u COMMERCE_TEST_POSTGRES -u COMMERCE_TEST_REDIS COMMERCE_TEST_BACKENDS=containers VSTEST_TESTHOST_SHUTDOWN_TIMEOUT=20000 \
    dotnet test tests/Integration --nologo "$@" || status=$?

echo "The engine started and stopped these containers:"
docker events --since "$started" --until "$(date +%s)" --filter event=start --filter event=die --format '{{.Action}} {{.Actor.Attributes.image}} {{.Actor.ID}}' | cut -c 1-60
exit $status

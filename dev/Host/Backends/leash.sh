# Runs a server for exactly as long as the process at the other end of standard input lives.
#
# usage: bash leash.sh SIGNAL LOG PROGRAM [ARGUMENT...]
#
# SIGNAL   ends the server
# LOG      file its output is appended to, or - for our own standard error
#
# Prints the server's process id and waits. When standard input ends - because its owner closed it, or died of whatever - the server gets
# SIGNAL. Our exit status is the server's.

signal=$1 log=$2
shift 2

# The terminal sends Ctrl-C to every process in its foreground group, but ending the server is its owner's decision: we do not listen,
# and job control puts each child into a group of its own.
trap '' INT HUP
set -m

exec 3<&0
(
    trap - INT HUP
    exec 3<&- </dev/null
    if [ "$log" = - ]; then exec >&2; else exec >>"$log" 2>&1; fi
    exec "$@"
) &
server=$!

(
    while read -r _; do :; done
    kill -s "$signal" "$server"
    kill -s CONT "$server"
) <&3 3<&- >/dev/null 2>&1 &
watcher=$!

# Without job control again: with it, a server that is merely suspended would count as gone.
set +m
echo "$server"
exec 3<&- >&-
wait "$server" 2>/dev/null
status=$?

kill "$watcher" 2>/dev/null
exit "$status"

/** The functions that every script begins with. They use what POSIX has, curl, mktemp, and od. */
import { keyHeader } from '../../../contract/keys.js';
import { operation } from '../../../contract/operations.js';

const path = (id: Parameters<typeof operation>[0], number: string) =>
  operation(id)
    .path.replace(/\{(number|parentNumber)\}/, () => number)
    .replace('{format}', 'json');

/** For all scripts. */
export const sending = `stop() { printf '%s\\n' "$*" >&2; exit 2; }
T=$(mktemp -d) || exit 2
trap 'rm -rf "$T"' EXIT
trap 'exit 2' HUP INT TERM
# Sends a request: method, URL, arguments of curl. The answer is in $STATUS, $TYPE, $T/head and $T/answer.
send() {
  METHOD=$1; ADDRESS=$2; shift 2
  STATUS=none; TYPE=; : >"$T/head"; : >"$T/answer"
  case $METHOD in HEAD) set -- --head "$@" ;; *) set -- -X "$METHOD" "$@" ;; esac
  curl -sS --globoff --path-as-is --max-time 60 -H 'Expect:' -D "$T/head" -o "$T/answer" "$@" "$ADDRESS" || return 0
  STATUS=$(sed -n 's/^HTTP[^ ]* \\([0-9]*\\).*/\\1/p' "$T/head" | tail -n 1)
  TYPE=$(LC_ALL=C sed -n 's/^[Cc]ontent-[Tt]ype: *//p' "$T/head" | tail -n 1 | LC_ALL=C tr -cd '\\040-\\176')
}
# Takes out what controls a terminal or reorders text: C0, DEL, C1, and format characters, in UTF-8. A byte order mark is named.
plain() {
  LC_ALL=C tr -d '\\000-\\010\\013-\\037\\177' | LC_ALL=C sed -e "$(printf 's/\\302[\\200-\\237]//g')" -e "$(printf 's/\\330\\234//g')" \\
    -e "$(printf 's/\\342\\200[\\213-\\217\\250-\\256]//g')" -e "$(printf 's/\\342\\201[\\240-\\257]//g')" -e "$(printf 's/\\357\\273\\277/<byte order mark>/g')"
}
# Shows the answer.
show() {
  printf '\\n--- %s\\n' "$1"
  { tr -d '\\r' <"$T/head"; head -c 100000 "$T/answer"; } | plain
  printf '\\n'
}`;

/** For scripts that name a ticket in a path. */
export const naming = `# A number as it stands in a path: what is more than letters and digits is percent-encoded.
in_path() {
  case $1 in *[!0-9A-Za-z.-]*) printf %s "$1" | od -An -v -tx1 | tr -d ' \\n' | sed 's/../%&/g' ;; *) printf %s "$1" ;; esac
}`;

/** For scripts that find an ID in a ticket. */
export const looking = `# The internal ID of a ticket, and the ID of a file in it by its place.
json() { send GET "$URL/api${path('getTicket', '$(in_path "$1")')}" -H "${keyHeader}: $OSTICKET_API_KEY"; tr ',{[' '\\n\\n\\n' <"$T/answer"; }
id_of() { json "$1" | sed -n 's/^ *"id" *: *"\\{0,1\\}\\([0-9][0-9]*\\).*/\\1/p' | head -n 1; }
file_of() { json "$1" | sed -n 's/^ *"file_id" *: *"\\{0,1\\}\\([0-9][0-9]*\\).*/\\1/p' | sed -n "$2p"; }`;

/** For scripts that send a large body. */
export const repeating = `# Writes a text many times.
many() { TEXT=$2 awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) printf "%s", ENVIRON["TEXT"] }'; }`;

/** For scripts that send half of a key. */
export const halving = `half() { printf "%.$((\${#1} / 2))s" "$1"; }`;

/** For scripts that send dates. */
export const counting = `# The day so many days after today.
day() { S=$(($(date +%s) + $1 * 86400)); date -u -d "@$S" +%Y-%m-%d 2>/dev/null || date -u -r "$S" +%Y-%m-%d; }`;

/** For scripts that make tickets: mark, ledger, proof before a change, clean-up. */
export const owning = `RUN=r$(od -An -N4 -tx1 /dev/urandom | tr -d ' \\n' | cut -c1-7)
LEDGER=\${OSTICKET_REPORT:-conformance-report}/ledger/$RUN.ndjson
MADE=; CHILDREN=; INTENTS=0
now() { date -u +%Y-%m-%dT%H:%M:%SZ; }
# Before a ticket is made it is in the ledger, so that \`osticket-contract sweep\` finds it: subject and address, as JSON.
intend() {
  INTENTS=$((INTENTS + 1))
  [ -s "$LEDGER" ] || { mkdir -p "\${LEDGER%/*}" && printf '{"run":"%s","url":"%s","at":"%s"}\\n' "$RUN" "$URL" "$(now)" >"$LEDGER"; } ||
    stop "The ledger $LEDGER cannot be written."
  printf '{"intent":%s,"subject":%s,"email":%s,"at":"%s"}\\n' "$INTENTS" "$1" "$2" "$(now)" >>"$LEDGER"
}
# The number in the answer to a creation.
made() {
  NUMBER=
  case $STATUS in 2??) NUMBER=$(tr -d ' "\\n\\r' <"$T/answer" | grep -E "^[^][<>{}']{1,80}$") || NUMBER= ;; esac
  [ -z "$NUMBER" ] || MADE="$NUMBER $MADE"
}
# The numbers of this script's tickets that a search finds; of one subject where it is given.
found() {
  send GET "$URL/api${operation('searchTickets').path}?limit=100&query=$RUN" -H "${keyHeader}: $OSTICKET_API_KEY"
  tr '\\n}' ' \\n' <"$T/answer" | grep -F "[osticket-contract $RUN]\${1:-}" |
    sed -n 's/.*"number" *: *"\\{0,1\\}\\([^", ]*\\).*/\\1/p' | sed 's/\\\\//g' | sort -u
}
# Whether a ticket is this script's own: it is read, and must show its number and this script's mark.
own() {
  send GET "$URL/api${path('getTicket', '$(in_path "$1")')}" -H "${keyHeader}: $OSTICKET_API_KEY"
  case $STATUS in 2??) ;; *) return 1 ;; esac
  grep -qF "osticket-contract $RUN]" "$T/answer" &&
    tr -d ' \\\\\\n\\r\\t' <"$T/answer" | grep -qF -e "\\"number\\":\\"$1\\"" -e "\\"number\\":$1," -e "\\"number\\":$1}"
}
mine() { own "$1" || stop "Ticket $1 does not show that it is this script's own ($STATUS): nothing is changed."; }
gone() { own "$1"; [ "$STATUS" = 404 ] || mine "$1"; }
clean() {
  for number in $CHILDREN $MADE $(found); do
    own "$number" || continue
    send DELETE "$URL/api${path('unlinkSubticket', '$(in_path "$number")')}" -H "${keyHeader}: $OSTICKET_API_KEY"
    own "$number" || continue
    send DELETE "$URL/api${path('deleteTicket', '$(in_path "$number")')}" -H "${keyHeader}: $OSTICKET_API_KEY"
  done
  LEFT=
  for number in $MADE $(found); do own "$number" && LEFT="$LEFT $number"; done
  if [ -z "$LEFT" ]; then rm -f "$LEDGER"; else
    printf '%s\\n' "These tickets are left:$LEFT. Remove them: osticket-contract sweep --deletes --report \${LEDGER%/ledger/*}" >&2
  fi
}
trap 'clean; rm -rf "$T"' EXIT`;

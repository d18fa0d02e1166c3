# The claim of claims_ready.sh, sent.
. "$setups/claims_ready.sh"
fettle claim submit --quiet C26-00001-N >/dev/null

# The claim of claims.sh, partly approved: the labour in full, of the part 8.40 of 10.50.
. "$setups/claims.sh"
fettle claim decide --quiet C26-00001-N approved --line 1 >/dev/null
fettle claim decide --quiet C26-00001-N partly --line 2 --amount 8.40 --reason R12 >/dev/null

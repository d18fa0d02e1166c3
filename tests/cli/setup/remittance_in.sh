# The list of remittance.sh, taken in as R26-00001-V and not matched.
. "$setups/remittance.sh"
fettle remittance import --quiet paid.csv --payer sony >/dev/null

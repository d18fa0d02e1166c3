# The list of remittance.sh, taken in and matched.
. "$setups/remittance_in.sh"
fettle remittance match --quiet R26-00001-V >/dev/null

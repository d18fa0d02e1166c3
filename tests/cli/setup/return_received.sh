# The box of return_sent.sh, which the supplier has.
. "$setups/return_sent.sh"
fettle return receive --quiet V26-00001-6

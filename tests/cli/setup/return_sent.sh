# The box of return_packed.sh, sent.
. "$setups/return_packed.sh"
fettle return send --quiet V26-00001-6 --carrier DHL --tracking 1Z9 --reference RMA-771

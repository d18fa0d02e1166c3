# The box of return.sh with the filter that was dead on arrival.
. "$setups/return.sh"
fettle return line --quiet V26-00001-6 970013-02

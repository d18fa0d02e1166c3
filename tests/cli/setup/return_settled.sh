# The box of return_sent.sh, credited short.
. "$setups/return_sent.sh"
fettle return credit --quiet V26-00001-6 20.00 --reference G-88

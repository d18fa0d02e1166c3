# The parts of parts_dead.sh, and V26-00001-6: an empty box for Spares Ltd, who want back within 14
# days what failed.
. "$setups/parts_dead.sh"
fettle supplier edit --quiet 'Spares Ltd' --return-days 14
fettle return add --quiet 'Spares Ltd'

# The parts of parts.sh: W26-00001-9 waits for 5 metres of cable of Spares Ltd, and of the filters so
# few are left that ten are to be ordered.
. "$setups/parts.sh"
fettle part edit --quiet CAB-3X1.5 --supplier 'Spares Ltd'
fettle part reorder --quiet 970013-02 --place 'Shelf B2' --below 4 --quantity 10
fettle order approve --quiet W26-00001-9
fettle part need --quiet W26-00001-9 CAB-3X1.5 --quantity 5

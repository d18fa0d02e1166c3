# The parts of parts.sh, W26-00001-9 that waits for 5 metres of cable, and B26-00001-K: a draft to
# Spares Ltd with 2.5 of them.
. "$setups/parts.sh"
fettle order approve --quiet W26-00001-9
fettle part need --quiet W26-00001-9 CAB-3X1.5 --quantity 5
fettle purchase add --quiet 'Spares Ltd'
fettle purchase line --quiet B26-00001-K CAB-3X1.5 2.5 --for W26-00001-9

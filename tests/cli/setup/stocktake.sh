# The parts of parts.sh, and T26-00001-1: a stocktake of Shelf B2, where four filters should lie.
. "$setups/parts.sh"
fettle stocktake start --quiet --place 'Shelf B2'

# The parts of parts.sh, and T26-00002-X: a stocktake of Shelf B2, where four filters should lie.
. "$setups/parts.sh"
fettle stocktake start --quiet --place 'Shelf B2'

# The stocktake of stocktake.sh, with three of the four filters counted.
. "$setups/stocktake.sh"
fettle stocktake count --quiet T26-00001-1 970013-02 3

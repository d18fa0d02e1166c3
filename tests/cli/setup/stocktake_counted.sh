# The stocktake of stocktake.sh, with three of the four filters counted.
. "$setups/stocktake.sh"
fettle stocktake count --quiet T26-00002-X 970013-02 3

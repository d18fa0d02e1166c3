# The order of purchase_sent.sh, received.
. "$setups/purchase_sent.sh"
fettle purchase receive --quiet B26-00001-K --all --place 'Shelf B2'

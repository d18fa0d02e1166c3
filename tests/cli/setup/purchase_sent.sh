# The draft of purchase.sh, ordered.
. "$setups/purchase.sh"
fettle purchase send --quiet B26-00001-K

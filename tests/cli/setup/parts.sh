# The jobs of orders.sh in a centre with parts: filters 970013-02, of which four lie on Shelf B2, and
# cable CAB-3X1.5 by the metre, of which there is none. There is a Bench 1.
. "$setups/orders.sh"
fettle place add --quiet 'Shelf B2' --kind shelf
fettle place add --quiet 'Bench 1' --kind bench
fettle supplier add --quiet 'Spares Ltd' --lead-days 3
fettle part add --quiet 970013-02 'filter V11' --cost 22.10 --price 40.00 --maker-number 970013 \
  --supplier 'Spares Ltd' --fits 'Dyson: V11'
fettle part add --quiet CAB-3X1.5 'cable 3 x 1.5' --unit metre --cost 0.80 --price 2.00
fettle part receive --quiet 970013-02 4 --place 'Shelf B2'

# Work orders, and a printer "counter" that is a file.
. "$setups/orders.sh"
fettle printer add --quiet counter --kind file --target "$PWD/counter.zpl"

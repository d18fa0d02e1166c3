# A centre and a backup of it.
. "$setups/centre.sh"
fettle backup --quiet today.fettle

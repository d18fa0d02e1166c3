# The jobs of jobs.sh in a centre with places: a desk, two shelves and a bench. The headphones of
# W26-00001-9 lie on Shelf B2.
. "$setups/jobs.sh"
fettle place add --quiet 'Shelf B2' --kind shelf
fettle place add --quiet 'Shelf C1' --kind shelf
fettle place add --quiet 'Bench Tomáš' --kind bench
fettle place add --quiet 'Front desk' --kind desk
fettle order move --quiet W26-00001-9 'Shelf B2'

# The jobs of payers.sh after their payers were asked: the maker agreed to repair the headphones
# W26-00001-9 for ten days, and has not answered for W26-00002-7.
. "$setups/payers.sh"
fettle order ask-payer --quiet W26-00001-9 --reference PA-12 --amount 40.50 >/dev/null
fettle order approve --quiet W26-00001-9 --reference SONY-881 --until +10d 'by mail' >/dev/null
fettle order ask-payer --quiet W26-00002-7 --payer maker --reference PA-13 --amount 80 --due +3d >/dev/null

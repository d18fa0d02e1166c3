# The same, and the headphones S01-5512345-7 have an extended warranty on file.
. "$setups/terms.sh"
fettle coverage add --quiet S01-5512345-7 --term extended-60 --proof 'certificate 88'

# What payers.sh has, and the draft claim C26-00001-N on Sony for the headphones W26-00001-9:
# repaired, coded, ready, and nothing would get it refused.
. "$setups/payers.sh"
fettle order diagnose --quiet W26-00001-9 --technician tomas >/dev/null
fettle order code --quiet W26-00001-9 --symptom ONE-SIDE --section CORD --repair REPLACED >/dev/null
for step in start test; do fettle order "$step" --quiet W26-00001-9 >/dev/null; done
fettle order ready --quiet W26-00001-9 --result repaired >/dev/null
fettle claim draft --quiet W26-00001-9 >/dev/null

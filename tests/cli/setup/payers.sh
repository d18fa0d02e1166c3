# The jobs of jobs.sh with what Sony asks of claims: the headphones W26-00001-9 have a line of labour
# and a part that the maker pays.
. "$setups/jobs.sh"
cat >sony.json <<'JSON'
{ "code": "sony", "title": "Sony", "source": "contract of 2026, annex 3", "source_on": "2026-01-10",
  "applies_from": "2026-01-01", "payer": "maker", "brands": ["Sony"],
  "needs_account": true, "account": "DE-4711",
  "required": ["serial", "model", "purchase_date", "proof", "symptom", "section", "repair"],
  "submit_days": 30, "submit_from": "ready", "labour_rate": "60", "part_markup_percent": 25 }
JSON
fettle payer import --quiet sony.json
fettle line add --quiet W26-00001-9 'cable replaced' --class labour --quantity 0.5 --cost 30 --price 60 >/dev/null
fettle line add --quiet W26-00001-9 'cable A-2211' --class part --cost 8.40 --price 10.50 >/dev/null

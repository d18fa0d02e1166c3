# The claim of claims_decided.sh (38.40 of 40.50 approved), how Sony writes its lists of payments,
# and one of them, paid.csv: the claim, something unknown, and the claim a second time.
. "$setups/claims_decided.sh"
cat >sony.json <<'JSON'
{ "code": "sony", "title": "Sony", "source": "contract of 2026, annex 6", "applies_from": "2026-11-20",
  "payer": "maker", "brands": ["Sony"],
  "remittance": { "columns": { "claim": "Claim", "amount": "Betrag", "text": "Text" },
                  "separator": ";", "decimal": ",", "tolerance": "0.05" } }
JSON
fettle payer import --quiet sony.json
cat >paid.csv <<'CSV'
Claim;Betrag;Text
C26-00001-N;38,40;November
RMA-9;12,00;bonus
C26-00001-N;38,40;November
CSV

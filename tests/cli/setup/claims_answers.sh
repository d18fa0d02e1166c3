# The claim C26-00001-N of claims.sh (30.00 of labour on line 1, the part A-2211 for 10.50 on line 2),
# how Sony writes what it decided, and such a file, answers.csv.
. "$setups/claims_ready.sh"
cat >sony.json <<'JSON'
{ "code": "sony", "title": "Sony", "source": "contract of 2026, annex 8", "applies_from": "2026-11-20",
  "payer": "maker", "brands": ["Sony"],
  "answer": { "columns": { "claim": "Vorgang", "reference": "RMA", "order": "Auftrag", "serial": "Gerät",
                           "date": "Datum", "line": "Pos", "part": "Teil", "decision": "Status",
                           "amount": "Betrag", "reason": "Grund", "text": "Text" },
              "separator": ";", "decimal": ",", "date_format": "DD.MM.YYYY",
              "decisions": { "approved": ["S", "bezahlt"], "refused": ["R", "W"], "asks": ["I"],
                             "pending": ["M"] } },
  "reasons": [ { "code": "R07", "text": "no photo", "cause": "front_desk" },
               { "code": "R12", "text": "above the list price", "cause": "parts" } ] }
JSON
fettle payer import --quiet sony.json
fettle claim submit --quiet C26-00001-N >/dev/null
cat >answers.csv <<'CSV'
Vorgang;RMA;Auftrag;Gerät;Datum;Pos;Teil;Status;Betrag;Grund;Text
C26-00001-N;RMA-77;;;;1;;S;30,00;;
C26-00001-N;RMA-77;;;;;a2211;S;8,40;r12;list price is 8.40
CSV

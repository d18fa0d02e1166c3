# A centre, one intake document, and several in JSON Lines.
. "$setups/centre.sh"
cat >intake.json <<'JSON'
{ "customer": { "name": "Ana Čović", "phone": "+49 30 1234567" },
  "devices": [ { "brand": "Sony", "model": "WH-1000XM4", "serial": "S01-5512345-7",
                 "fault": "left side silent", "accessories": ["case"] } ] }
JSON
cat >batch.jsonl <<'JSON'
{"customer": {"name": "Amir Haddad"}, "devices": [{"brand": "Dyson", "fault": "loses suction"}]}
{"customer": {"name": "Jana Nováková"}, "devices": [{"category": "Kettle", "fault": "stays cold"}]}
JSON

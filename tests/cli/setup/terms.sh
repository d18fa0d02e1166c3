# The jobs of jobs.sh in a centre that has the terms of its own repairs and of an extended warranty.
. "$setups/jobs.sh"
fettle term use --quiet own-repair-90-180
fettle term use --quiet extended-60
cat >sony-audio.json <<'JSON'
{ "code": "sony-audio", "title": "Sony audio", "source": "letter to dealers of 1 December 2025",
  "applies_from": "2026-01-01", "is_general": true, "brands": ["Sony"], "giver": "maker", "basis": "purchase",
  "classes": { "parts": {"percent": 100, "duration": 36, "unit": "month"} } }
JSON

"""Intake documents as JSON Lines: COUNT drop-offs, always the same. usage: make_jobs.py COUNT"""
import json
import random
import sys

randomness = random.Random(26)
BRANDS = {"Kettle": "Bosch", "Laptop": "Lenovo", "Mobile": "Samsung", "Vacuum": "Dyson",
          "Headphones": "Sony", "Coffee maker": "DeLonghi", "Toaster": "Kenwood"}
FAULTS = ["does not start", "no power", "screen cracked", "loses suction", "leaks", "noisy",
          "switches off after a while", "left side silent", "smells burnt", "battery empty soon"]
for number in range(int(sys.argv[1])):
    category = randomness.choice(list(BRANDS))
    print(json.dumps({
        "customer": {"name": f"Customer {number % 40000}", "phone": f"+49 30 {number % 40000:07}"},
        "devices": [{"category": category, "brand": BRANDS[category],
                     "model": f"M{randomness.randrange(400)}", "serial": f"SN{number:08}",
                     "purchased_on": f"202{randomness.randrange(2, 6)}-0{randomness.randrange(1, 10)}-15",
                     "fault": randomness.choice(FAULTS),
                     "accessories": ["charger"] if number % 3 == 0 else []}]}))

# A centre with a technician and two jobs: W26-00001-9, a headphone that nobody has yet, and
# W26-00002-7, a telephone that is being diagnosed.
. "$setups/staff.sh"
fettle checkin --quiet --customer 'Ana Čović' --phone '+49 30 1234567' --brand Sony \
  --model WH-1000XM4 --serial S01-5512345-7 --purchased-on 2025-03-14 \
  --fault 'left side silent' --accessory case
fettle checkin --quiet --customer 'Jana Nováková' --phone '+420 601 555 012' --brand Nokia \
  --model 3310 --fault 'does not charge'
fettle order diagnose --quiet W26-00002-7 --technician tomas

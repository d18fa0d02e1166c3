# A centre with a technician and two work orders: W26-00001-9, a headphone that is being repaired,
# and W26-00002-7, which nobody has.
. "$setups/staff.sh"
. "$setups/intake.sh"

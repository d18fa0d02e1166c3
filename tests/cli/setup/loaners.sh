# The jobs of jobs.sh and three loaners: G26-00001-8, a telephone that is free; G26-00002-6, another
# that is out for W26-00002-7 and overdue; G26-00003-4, headphones that were out for W26-00001-9 and
# are back.
. "$setups/jobs.sh"
on 18T16:00:00Z loaner add 'Nokia 105' --serial 3521-77-4 --deposit 50.00
on 18T16:01:00Z loaner add 'Nokia 105 blue' --serial 3521-77-5 --deposit 50.00
on 18T16:02:00Z loaner add 'Sony MDR-7506'
on 18T16:05:00Z loaner lend G26-00003-4 W26-00001-9 --due 2026-11-19
on 18T16:10:00Z loaner lend G26-00002-6 W26-00002-7 --due 2026-11-20 --deposit 50.00 'with charger'
on 19T16:00:00Z loaner return G26-00003-4 'one ear pad worn'

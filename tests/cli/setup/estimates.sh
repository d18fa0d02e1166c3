# The centre of jobs.sh with estimates beside the figure that W26-00003-5 waits for (E26-00001-T):
# sent for W26-00002-7 (E26-00002-R) and a draft for W26-00005-1 (E26-00003-P).
. "$setups/jobs.sh"
on 19T10:00:00Z estimate add W26-00002-7 --title 'new battery' \
  --line 'part;battery BL-5C;1;40.00' --line 'labour;bench;0.5;36.00'
on 19T10:05:00Z estimate send W26-00002-7/1 --due 2026-11-26 --by phone
on 19T10:10:00Z estimate add W26-00005-1 --line 'part;charge port;1;30.00'

# The parts of parts_issued.sh; the one on W26-00001-9 was dead on arrival.
. "$setups/parts_issued.sh"
fettle part return --quiet W26-00001-9 970013-02 --fate doa

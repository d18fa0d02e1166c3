# The parts of parts.sh, of which W26-00001-9 has one on it.
. "$setups/parts.sh"
fettle part issue --quiet W26-00001-9 970013-02

# The parts of parts.sh, of which W26-00001-9 has one reserved.
. "$setups/parts.sh"
fettle part reserve --quiet W26-00001-9 970013-02
